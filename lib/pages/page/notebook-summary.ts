import type { Notebook } from "../notebook/index.ts";

export interface NotebookSummary {
  readonly title: string | undefined;
  /** The first paragraph as plain text; empty if there is none. */
  readonly summary: string;
  /** The same as Markdown, for where mathematics and emphasis can be shown. */
  readonly markdown: string;
  /** A BCP 47 tag. */
  readonly language: string;
}

/** A notebook's title, first paragraph and language: from its metadata, else from its prose. */
export function describeNotebook({ metadata, cells }: Notebook): NotebookSummary {
  const markdown = cells
    .filter(({ cell_type }) => cell_type === "markdown")
    .map(({ source }) => withoutCode(source));
  const heading =
    /^#{1,6}[ \t]+(.+?)[ \t#]*$|^(\S.*)\n=+[ \t]*$|<h[1-6](?:\s[^>]*)?>([\s\S]+?)<\/h[1-6]>/im;
  const found = markdown.map((source) => heading.exec(source)).find((match) => match !== null);
  const paragraph = markdown
    .flatMap((source) => source.split(/\n[ \t]*\n|^#{1,6} .*$/m))
    .map((block) => block.trim())
    .find((block) => /^[\p{Letter}\p{Number}*_`[“"$(]/u.test(block) && !/^.*\n[=-]+$/.test(block));
  const given = text(metadata.description ?? metadata.summary);
  return {
    title: text(metadata.title) ?? plain(found?.[1] ?? found?.[2] ?? found?.[3] ?? "") ?? undefined,
    summary: plain(given ?? paragraph ?? "") ?? "",
    markdown: given ?? paragraph ?? "",
    language: languageTag(metadata) ?? "en",
  };
}

/** Names of languages in English, of those that are spoken. */
const SPOKEN = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** The language of the prose if the metadata say one: some tools write the code's there. */
function languageTag(metadata: Notebook["metadata"]): string | undefined {
  const ofCode = [metadata.kernelspec?.language, metadata.language_info?.name];
  const codes = ofCode.map((one) => `${one ?? ""}`.toLowerCase());
  for (const given of [metadata.language, metadata.lang]) {
    const tag = text(given)?.replaceAll("_", "-");
    if (tag === undefined || codes.includes(tag.toLowerCase())) continue;
    try {
      const [canonical = ""] = Intl.getCanonicalLocales(tag);
      if (SPOKEN.of(canonical.split("-")[0] ?? "") !== undefined) return canonical;
    } catch {
      // No tag at all, such as `C++`.
    }
  }
  return undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, "");
}

/** Markdown without its marks, on one line. */
function plain(markdown: string): string | undefined {
  return text(
    markdown
      .replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/<[^>]*>/g, "")
      .replace(/(\*\*|[*`])(?=\S)(.+?)\1/g, "$2")
      .replace(/(?<![\p{Letter}\d])(__?)(?=\S)(.+?)\1(?![\p{Letter}\d])/gu, "$2")
      .replace(/\$+([^$]+)\$+/g, (_, tex: string) => plainMath(tex))
      .replace(/\s+/g, " "),
  );
}

function plainMath(tex: string): string {
  return tex
    .replace(/\\(?:text|mathrm|mathbf|operatorname)\{([^}]*)\}/g, "$1")
    .replace(/\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}/g, (_, above: string, below: string) => {
      return below.length > 1 ? `${above}/(${below})` : `${above}/${below}`;
    })
    .replace(/\\(?:cdot|times)\b/g, "×")
    .replace(/[\\{}]/g, "");
}
