import createMarkdownIt, { type MarkdownIt, type Token } from "markdown-it";
import { highlight } from "./code.ts";
import type { Headings } from "./headings.ts";
import { attributes, escapeHtml, textContent } from "./html.ts";
import { findPicture } from "./images.ts";
import type { Mathematics } from "./mathematics.ts";
import { proseMathematics } from "./prose-mathematics.ts";
import type { CleanOptions } from "./sanitizer.ts";

const RTL_LETTER = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
const ALERTS: Record<string, string> = {
  note: "Note",
  tip: "Tip",
  important: "Important",
  warning: "Warning",
  caution: "Caution",
};

export interface ProseOptions {
  readonly mathematics: Mathematics;
  readonly headings: Headings;
  readonly directory?: string | undefined;
  /** Where a link to another file goes; undefined leaves it. */
  readonly link: (address: string) => string | undefined;
  readonly warn: (sentence: string) => void;
}

export interface ParsedProse {
  readonly tokens: Token[];
  readonly env: ProseEnv;
}

interface ProseEnv {
  readonly attachments: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** HTML that is put in after sanitising, which would take MathML apart. */
  readonly kept: string[];
  [key: string | symbol]: unknown;
}

/** The Markdown of one page. All cells are parsed before the first is rendered: links look ahead. */
export class Prose {
  readonly #md: MarkdownIt;
  readonly #options: ProseOptions;

  constructor(options: ProseOptions) {
    this.#options = options;
    this.#md = createMarkdownIt({ html: true, linkify: true, highlight });
    this.#md.use(proseMathematics);
    this.#md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
    this.#setRules();
  }

  /** Reads the Markdown of one cell and gives its headings their anchors. */
  parse(source: string, attachments: ProseEnv["attachments"] = {}): ParsedProse {
    const env: ProseEnv = { attachments, kept: [] };
    // The two characters that stand for what is put in later must not come from outside.
    const tokens = this.#md.parse(source.replace(/[\uE000\uE001]/g, "\uFFFD"), env);
    const directed = RTL_LETTER.test(source);
    for (const [at, token] of tokens.entries()) {
      const inline = tokens[at + 1];
      if (token.type === "heading_open" && inline)
        this.#addHeading(token, tokens[at + 2], inline, env);
      // On the outermost block only: what is inside one that says its direction has no say in it.
      if (directed && token.level === 0 && token.nesting === 1) token.attrSet("dir", "auto");
      if (token.type === "th_open" && inline?.content.trim() === "") {
        // A corner that heads nothing.
        for (const tag of [token, tokens[at + 2]]) if (tag) tag.tag = "td";
      }
      if (token.type === "list_item_open") markTask(tokens.slice(at + 1, at + 3));
      if (token.type === "blockquote_open") markAlert(token, tokens.slice(at + 1, at + 4));
    }
    return { tokens, env };
  }

  /** The HTML of parsed Markdown; raw HTML in it is sanitised. */
  async render({ tokens, env }: ParsedProse): Promise<string> {
    const rendered = this.#md.renderer.render(tokens, this.#md.options, env);
    const raw = tokens.some(
      ({ type, children }) =>
        type === "html_block" || children?.some((child) => child.type === "html_inline"),
    );
    const html = raw ? await this.clean(rendered, env.attachments) : rendered;
    return putBack(html, env);
  }

  /** Sanitises HTML and finds its pictures and links as if it were Markdown. */
  async clean(html: string, attachments: ProseEnv["attachments"] = {}): Promise<string> {
    const { cleanHtml } = await import("./sanitizer.ts");
    return cleanHtml(html, this.cleanOptions(attachments)).html;
  }

  cleanOptions(attachments: ProseEnv["attachments"] = {}): CleanOptions {
    return {
      picture: (address) => {
        const picture = findPicture(address, attachments, this.#options.directory);
        if (picture.kind === "missing") this.#options.warn(`picture ${picture.reason}`);
        return picture.kind === "inline" ? picture.source : undefined;
      },
      link: (address) => this.#link(address),
    };
  }

  #addHeading(open: Token, close: Token | undefined, inline: Token, env: ProseEnv): void {
    const shown = (inline.children ?? []).filter(({ type }) => !/^(link_|html_|image)/.test(type));
    const html = putBack(this.#md.renderer.renderInline(shown, this.#md.options, env), env);
    const text = textContent(html.replace(/<math[\s\S]*?<\/math>/g, "")) || textContent(html);
    const { id, level } = this.#options.headings.add(text, Number(open.tag.slice(1)), html);
    open.attrSet("id", id);
    open.tag = `h${level}`;
    if (close) close.tag = open.tag;
  }

  #link(address: string): string {
    if (address.startsWith("#")) {
      const fragment = safeDecode(address.slice(1));
      const found = this.#options.headings.find(fragment);
      return found === undefined ? address : `#${encodeURIComponent(found)}`;
    }
    return this.#options.link(address) ?? address;
  }

  #setRules(): void {
    const { rules } = this.#md.renderer;
    const keep = (env: unknown, html: string) => {
      const { kept } = env as ProseEnv;
      return `\uE000${kept.push(html) - 1}\uE001`;
    };
    rules.math = (tokens, at, _options, env) => {
      const { content = "", meta } = tokens[at] ?? {};
      return keep(env, this.#options.mathematics.render(content, meta?.display === true));
    };
    rules.math_block = (tokens, at, _options, env) => {
      const html = this.#options.mathematics.render(tokens[at]?.content ?? "", true);
      return `<div class="equation">${keep(env, html)}</div>\n`;
    };
    rules.alert_title = (tokens, at) =>
      `<strong class="alert-title">${escapeHtml(tokens[at]?.content ?? "")}</strong>`;
    rules.link_open = (tokens, at, options, _env, renderer) => {
      const token = tokens[at];
      token?.attrSet("href", this.#link(`${token.attrGet("href") ?? ""}`));
      return renderer.renderToken(tokens, at, options);
    };
    rules.image = (tokens, at, options, env, renderer) => {
      const token = tokens[at];
      const alt = renderer.renderInlineAsText(token?.children ?? [], options, env ?? {});
      return this.#picture(`${token?.attrGet("src") ?? ""}`, alt, token?.attrGet("title"), env);
    };
    rules.table_open = () =>
      '<div class="table" role="group" aria-label="Table" tabindex="0"><table>';
    rules.table_close = () => "</table></div>\n";
    rules.fence = (tokens, at) => {
      const token = tokens[at];
      const language = token?.info.trim().split(/[\s{,]+/)[0] ?? "";
      return codeBlock(highlight(token?.content ?? "", language));
    };
    rules.code_block = (tokens, at) => codeBlock(escapeHtml(tokens[at]?.content ?? ""));
  }

  #picture(address: string, alt: string, title: unknown, env: unknown): string {
    const { attachments } = env as ProseEnv;
    const picture = findPicture(address, attachments, this.#options.directory);
    if (picture.kind === "inline") {
      return `<img${attributes({ src: picture.source, alt, title: title ? `${title}` : undefined })}>`;
    }
    if (picture.kind === "remote") {
      const label = alt === "" ? picture.address : alt;
      return `<a class="outside"${attributes({ href: address })}>Picture: ${escapeHtml(label)}</a>`;
    }
    this.#options.warn(`picture ${picture.reason}`);
    return `<em class="outside">Picture that is missing: ${escapeHtml(alt || address)}</em>`;
  }
}

/** A box of code that is not a cell's own. */
export function codeBlock(html: string): string {
  return `<div class="code"><pre tabindex="0"><code>${html}</code></pre></div>\n`;
}

function putBack(html: string, { kept }: ProseEnv): string {
  return html.replace(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? "");
}

/** `> [!NOTE]` as GitHub shows it. */
function markAlert(quote: Token, inside: Token[]): void {
  const inline = inside.find(({ type }) => type === "inline");
  const [first, ...rest] = inline?.children ?? [];
  const kind = /^\[!(\w+)\]$/.exec(first?.content.trim() ?? "")?.[1]?.toLowerCase() ?? "";
  const title = ALERTS[kind];
  if (title === undefined || first === undefined || inline === undefined) return;
  quote.attrSet("class", `alert alert-${kind}`);
  first.type = "alert_title";
  first.content = title;
  inline.children = [first, ...rest];
}

/** `- [x]` as a box, done or not. */
function markTask(inside: Token[]): void {
  const first = inside.find(({ type }) => type === "inline")?.children?.[0];
  if (first?.type !== "text") return;
  first.content = first.content.replace(/^\[([ xX])\](?=\s)/, (_, done: string) => {
    return done === " " ? "☐" : "☑";
  });
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
