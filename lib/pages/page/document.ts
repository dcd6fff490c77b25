import { contentPolicy } from "dropout-lab-kernel/page-host/node";
import { attributes, escapeHtml } from "../rendering/index.ts";
import { type BrowserAssets, browserAssets, packedPlotly, policyHash } from "./browser-assets.ts";
import { type LivePage, packedElement } from "./live-page.ts";
import { mathFace } from "./math-font.ts";

export interface DocumentParts {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** What stands above the content, beside the theme's button. */
  readonly top: string;
  /** The table of contents; may be empty. */
  readonly contents: string;
  readonly content: string;
  readonly bottom: string;
  /** What the page carries if its cells run. */
  readonly live?: LivePage | undefined;
  /** What the page carries if it is a program and no text: its script takes the place of a text's. */
  readonly program?: PageProgram;
}

/** A page that computes in a worker of its own. */
export interface PageProgram {
  readonly script: string;
  readonly styles: string;
  /** The script elements that it reads, such as that of its worker. */
  readonly payloads: readonly string[];
}

// Before the first paint: the theme that the reader chose, and that scripts run. The class is the
// newest syntax that the page's scripts use: a browser that cannot read theirs does not read this.
const EARLY_SCRIPT =
  "(class{static{}});" +
  'const d=document.documentElement;d.classList.add("js");' +
  'try{const t=localStorage.getItem("dropout-lab-theme");if(t)d.dataset.theme=t}catch{}';

/** Shown unless the early script has run; who finds out later why nothing runs says it here. */
const WITHOUT_SCRIPTS =
  '<p class="nothing-runs">The cells of this page show what is stored, but cannot run: ' +
  "scripts are off in this browser, or it is too old for them.</p>\n";

const ICON =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>" +
  "<rect width='32' height='32' rx='7' fill='#0b5a8f'/><g fill='#fff'>" +
  "<circle cx='9' cy='9' r='3.2'/><circle cx='23' cy='16' r='3.2'/><circle cx='9' cy='23' r='3.2'/></g>" +
  "<circle cx='9' cy='16' r='2.6' fill='none' stroke='#fff' stroke-width='1.2'/>" +
  "<path d='M12 10l8 5M12 22l8-5' stroke='#fff' stroke-width='1.4'/></svg>";

const RTL_LANGUAGE =
  /^(?:ar|arc|ckb|dv|fa|he|iw|khw|ks|nqo|ps|sd|syr|ug|ur|yi)\b|-(?:adlm|arab|hebr|nkoo|syrc|thaa)\b/i;

/** The figures of a page, each with its JSON. */
const FIGURES = /<figure class="plot"[\s\S]*?<\/figure>/g;

/** A whole HTML file: nothing in it is loaded from elsewhere, and its policy says so. */
export async function documentHtml(parts: DocumentParts): Promise<string> {
  const assets = await browserAssets();
  const { title, description, language, live, program } = parts;
  const figures = [...(parts.content.match(FIGURES) ?? []), ...(live?.figureCode ?? [])];
  const plotly = figures.length > 0 ? await packedPlotly(figures) : undefined;
  const isText = live === undefined && plotly === undefined;
  const script = program?.script ?? (isText ? assets.textScript : assets.script);
  const hashes = [
    policyHash(EARLY_SCRIPT),
    policyHash(script),
    plotly?.hash,
    ...(live?.hashes ?? []),
  ];
  const policy = contentPolicy(
    hashes.filter((hash) => hash !== undefined),
    { runsCells: live !== undefined, computes: program !== undefined },
  );
  const payloads = [
    ...(program?.payloads ?? []),
    ...(live === undefined ? [] : [live.scripts]),
    ...(plotly === undefined ? [] : [packedElement({ id: "plotly" }, plotly.packed)]),
  ];
  const direction = RTL_LANGUAGE.test(language) ? "rtl" : undefined;
  const meta =
    description === "" ? "" : `\n<meta name="description"${attributes({ content: description })}>`;
  const contents =
    parts.contents === ""
      ? ""
      : `<nav class="contents" aria-label="Contents"><details><summary>Contents</summary>${parts.contents}</details></nav>`;
  return `<!doctype html>
<html${attributes({ lang: language, dir: direction })}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="dropout-lab">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>${meta}
<link rel="icon"${attributes({ href: `data:image/svg+xml,${encodeURIComponent(ICON)}` })}>
<style>${await styles(assets, parts.content, live?.setsMathematics === true)}${live?.styles ?? ""}${program?.styles ?? ""}</style>
<script>${EARLY_SCRIPT}</script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header class="top">${parts.top}<button type="button" class="theme" hidden></button></header>
<div class="layout${contents && " has-contents"}">
${contents}
<main id="content" tabindex="-1">
${live === undefined ? "" : WITHOUT_SCRIPTS}${parts.content}
</main>
</div>
${parts.bottom}
${payloads.map((payload) => `${payload}\n`).join("")}<script>${script}</script>
</body>
</html>
`;
}

async function styles(
  assets: BrowserAssets,
  content: string,
  setsMathematics: boolean,
): Promise<string> {
  if (!content.includes("<math") && !setsMathematics) return assets.styles;
  return `${await mathFace(content)}${assets.mathStyles}${assets.styles}`;
}
