import createMarkdownIt, { type MarkdownIt, type Token } from "markdown-it";
import definitionLists from "markdown-it-deflist";
import footnotes from "markdown-it-footnote";
import { markAlert, markTask } from "./github-marks.ts";
import type { Headings } from "./headings.ts";
import { attributes, escapeHtml, TABLE_BOX, textContent } from "./html.ts";
import { findHtmlHeadings } from "./html-headings.ts";
import { replaceMathematics } from "./html-mathematics.ts";
import { commandsIn, markdownOfLatex } from "./latex-text.ts";
import { fromMathJax } from "./mathjax-commands.ts";
import type { Picture } from "./picture-address.ts";
import type { Attachments, Platform } from "./platform.ts";
import { proseMathematics } from "./prose-mathematics.ts";
import type { Cleaned } from "./sanitizer.ts";

const RTL_LETTER = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Sets TeX; what it cannot read it shows as its source, and reports the reason. */
export interface Typesetter {
  render(source: string, displayMode: boolean, report?: (reason: string) => void): string;
}

export interface ProseOptions {
  readonly platform: Platform;
  readonly mathematics: Typesetter;
  readonly headings: Headings;
  /** Where a link to another file goes; undefined leaves it. */
  readonly link: (address: string) => string | undefined;
}

/** What belongs to the cell that some prose is in. */
export interface ProseCell {
  readonly attachments?: Attachments;
  /** Told what the page has to do without there. */
  readonly warn?: (sentence: string) => void;
}

export interface ParsedProse {
  readonly tokens: Token[];
  readonly env: ProseEnv;
}

interface ProseEnv {
  readonly cell: ProseCell;
  /** HTML that is put in after sanitising, which would take MathML apart. */
  readonly kept: string[];
  /** How many links are open where it is being rendered. */
  links: number;
  /** For the names of footnotes. */
  readonly docId: string;
  [key: string | symbol]: unknown;
}

/** An inline formula of so many characters may be too long for a phone. */
const LONG_FORMULA = 16;

/** The Markdown of one page. All cells are parsed before the first is rendered: links look ahead. */
export class Prose {
  readonly #md: MarkdownIt;
  readonly #options: ProseOptions;
  /** Nobody outside knows it, so nobody can ask for what is kept to be put somewhere else. */
  readonly #key = randomName();
  #parsed = 0;

  constructor(options: ProseOptions) {
    this.#options = options;
    this.#md = createMarkdownIt({ html: true, linkify: true });
    this.#md.use(proseMathematics).use(footnotes).use(definitionLists);
    // `x^[2]` is more often a power than a note.
    this.#md.disable("footnote_inline");
    this.#md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
    this.#setRules();
  }

  /** Reads the Markdown of one cell and gives its headings their anchors. */
  parse(source: string, cell: ProseCell = {}): ParsedProse {
    const env = this.#envOf(cell);
    const tokens = this.#md.parse(withoutMarks(source), env);
    const directed = RTL_LETTER.test(source);
    for (const [at, token] of tokens.entries()) {
      const inline = tokens[at + 1];
      if (token.type === "heading_open" && inline) {
        if (inline.content === "") {
          // It heads nothing.
          for (const tag of [token, tokens[at + 2]]) if (tag) tag.tag = "p";
        } else this.#addHeading(token, tokens[at + 2], inline, env);
      }
      // On the outermost block only: what is inside one that says its direction has no say in it.
      if (directed && token.level === 0 && token.nesting === 1) token.attrSet("dir", "auto");
      if (token.type === "th_open" && inline?.content.trim() === "") {
        // A corner that heads nothing.
        for (const tag of [token, tokens[at + 2]]) if (tag) tag.tag = "td";
      }
      if (token.type === "html_block") token.content = this.#withAnchors(token.content);
      for (const one of [token, ...(token.children ?? [])]) {
        if (/^html_/.test(one.type)) this.#noteAnchors(one.content);
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
    return raw ? await this.#boxed(rendered, env) : this.#putBack(rendered, env);
  }

  /** HTML as a part of the prose: sanitised, its tables and styles in boxes. */
  async boxedHtml(html: string, cell: ProseCell = {}): Promise<string> {
    const env = this.#envOf(cell);
    return await this.#boxed(this.#markMathematics(withoutMarks(html), env), env);
  }

  /** LaTeX as a notebook stores it: one formula, or text with formulas in it. */
  async latexHtml(source: string, cell: ProseCell = {}): Promise<string> {
    const formula = fromMathJax(source);
    // What still has dollars around something is text.
    const isText = formula === source.trim() && /(?<!\\)\$|^[^\\]*\\[([]/.test(formula);
    if (isText) {
      const text = markdownOfLatex(source);
      for (const command of commandsIn(text)) {
        cell.warn?.(`the LaTeX ${command} is no mathematics: its source is shown`);
      }
      return await this.render(this.parse(text, cell));
    }
    const env = this.#envOf(cell);
    return this.#putBack(
      `<div class="equation">${this.#keepMathematics(source, true, env)}</div>`,
      env,
    );
  }

  async #boxed(rendered: string, env: ProseEnv): Promise<string> {
    let cleaned: Cleaned;
    try {
      cleaned = await this.#clean(rendered, env, { boxesTables: true });
    } catch (error) {
      // Deep nesting runs out of stack in every program that reads it.
      if (!(error instanceof RangeError)) throw error;
      env.cell.warn?.("the HTML is nested too deeply: its text is shown");
      return `<p>${this.#putBack(escapeHtml(textContent(rendered)), env)}</p>`;
    }
    const html = this.#putBack(cleaned.html, env);
    // What brings its own styles stays in a box, and its style sheets reach nothing else.
    if (!cleaned.isStyled && cleaned.css === "") return html;
    const sheet = cleaned.css === "" ? "" : `<style>@scope{${cleaned.css}}</style>`;
    const ground = cleaned.needsLight ? " light" : "";
    return `<div class="boxed${ground}"><div>${sheet}${html}</div></div>`;
  }

  /** Sanitises HTML and finds its mathematics, pictures and links as if it were Markdown. */
  async clean(html: string, cell: ProseCell = {}, isShadowed = false): Promise<Cleaned> {
    const env = this.#envOf(cell);
    const marked = this.#markMathematics(withoutMarks(html), env);
    const cleaned = await this.#clean(marked, env, { isBoxed: true, isShadowed });
    return { ...cleaned, html: this.#putBack(cleaned.html, env) };
  }

  #envOf(cell: ProseCell): ProseEnv {
    return { cell, kept: [], links: 0, docId: `n${++this.#parsed}` };
  }

  async #clean(
    html: string,
    { cell: { attachments, warn } }: ProseEnv,
    { isBoxed = false, isShadowed = false, boxesTables = false },
  ): Promise<Cleaned> {
    const { headings, platform } = this.#options;
    const sanitize = await platform.sanitizer();
    return sanitize(html, {
      isBoxed,
      boxesTables,
      picture: (address) => {
        const picture = platform.picture(address, attachments);
        this.#report(picture, address, warn);
        return picture.kind === "inline" ? picture.source : undefined;
      },
      link: (address) => this.#link(address),
      // In a shadow names are apart, and its styles need them.
      ...(isShadowed
        ? {}
        : {
            anchor: (id: string, isHeading: boolean) =>
              (isHeading && headings.has(id)) || headings.claim(id),
          }),
      leftOut: (what) => warn?.(`${what} is left out`),
    });
  }

  #report(picture: Picture, address: string, warn: ProseCell["warn"]): void {
    if (picture.kind === "missing") warn?.(`picture ${picture.reason}`);
    else if (picture.kind === "remote") {
      warn?.(`picture ${address} is not in the file: a link stands for it`);
    } else if (picture.isFromOutside) {
      warn?.(`picture ${address} is taken in from outside the notebook's folder`);
    }
  }

  /** Gives the headings that are written in HTML their anchors and levels. */
  #withAnchors(html: string): string {
    return findHtmlHeadings(html, ({ text, level, inner }) => {
      const shown = replaceMathematics(escapeHtml(text), (tex, display) => {
        return this.#options.mathematics.render(tex, display);
      });
      return this.#options.headings.add(textContent(inner), level, shown);
    });
  }

  #noteAnchors(html: string): void {
    for (const [, name] of html.matchAll(/<[a-z][^>]*?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi)) {
      this.#options.headings.note(name ?? "");
    }
  }

  #addHeading(open: Token, close: Token | undefined, inline: Token, env: ProseEnv): void {
    const shown = (inline.children ?? []).filter(({ type }) => !/^(link_|html_|image)/.test(type));
    const html = this.#putBack(this.#md.renderer.renderInline(shown, this.#md.options, env), env);
    const text = textContent(html.replace(/<math[\s\S]*?<\/math>/g, "")) || textContent(html);
    const level = Number(open.tag.slice(1));
    const { id, level: shownLevel } = this.#options.headings.add(text, level, html, inline.content);
    open.attrSet("id", id);
    open.tag = `h${shownLevel}`;
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
    rules.math = (tokens, at, _options, env) => {
      const { content = "", meta } = tokens[at] ?? {};
      return this.#keepMathematics(content, meta?.display === true, env as ProseEnv);
    };
    rules.math_block = (tokens, at, _options, env) => {
      const html = this.#keepMathematics(tokens[at]?.content ?? "", true, env as ProseEnv);
      return `<div class="equation">${html}</div>\n`;
    };
    rules.html_block = (tokens, at, _options, env) => {
      const html = tokens[at]?.content ?? "";
      countLinks(html, env as ProseEnv);
      return this.#markMathematics(html, env as ProseEnv);
    };
    rules.html_inline = (tokens, at, _options, env) => {
      const html = tokens[at]?.content ?? "";
      countLinks(html, env as ProseEnv);
      return html;
    };
    rules.alert_title = (tokens, at) =>
      `<strong class="alert-title">${escapeHtml(tokens[at]?.content ?? "")}</strong>`;
    rules.link_open = (tokens, at, options, env, renderer) => {
      const token = tokens[at];
      (env as ProseEnv).links++;
      token?.attrSet("href", this.#link(`${token.attrGet("href") ?? ""}`));
      return renderer.renderToken(tokens, at, options);
    };
    rules.link_close = (tokens, at, options, env, renderer) => {
      (env as ProseEnv).links--;
      return renderer.renderToken(tokens, at, options);
    };
    rules.image = (tokens, at, options, env, renderer) => {
      const token = tokens[at];
      const alt = renderer.renderInlineAsText(token?.children ?? [], options, env ?? {});
      return this.#picture(
        `${token?.attrGet("src") ?? ""}`,
        alt,
        token?.attrGet("title"),
        env as ProseEnv,
      );
    };
    rules.table_open = () => `<div${attributes(TABLE_BOX)}><table>`;
    rules.table_close = () => "</table></div>\n";
    rules.fence = (tokens, at, _options, env) => {
      const token = tokens[at];
      const language =
        token?.info
          .trim()
          .split(/[\s{},]+/)
          .find((part) => part !== "") ?? "";
      const code = codeBlock(this.#options.platform.highlight(token?.content ?? "", language));
      if (language.toLowerCase() !== "mermaid") return code;
      (env as ProseEnv).cell.warn?.("a mermaid diagram is shown as its source, not drawn");
      return `<figure><figcaption>Diagram, as its source in Mermaid</figcaption>${code}</figure>\n`;
    };
    rules.code_block = (tokens, at) => codeBlock(escapeHtml(tokens[at]?.content ?? ""));
  }

  #picture(address: string, alt: string, title: unknown, { cell, links }: ProseEnv): string {
    const picture = this.#options.platform.picture(address, cell.attachments);
    this.#report(picture, address, cell.warn);
    if (picture.kind === "inline") {
      return `<img${attributes({ src: picture.source, alt, title: title ? `${title}` : undefined })}>`;
    }
    if (picture.kind === "remote") {
      // A link cannot hold another: the picture's text stands for it.
      if (links > 0) return escapeHtml(alt || "Picture");
      const label = alt === "" ? picture.address : alt;
      return `<a class="outside"${attributes({ href: address })}>Picture: ${escapeHtml(label)}</a>`;
    }
    return `<em class="outside">Picture that is missing: ${escapeHtml(alt || address)}</em>`;
  }

  #markMathematics(html: string, env: ProseEnv): string {
    return replaceMathematics(html, (tex, display) => this.#keepMathematics(tex, display, env));
  }

  /** Renders TeX, and puts in a mark that stands for it until everything else is sanitised. */
  #keepMathematics(tex: string, display: boolean, { cell, kept }: ProseEnv): string {
    const html = this.#options.mathematics.render(tex, display, (reason) => {
      cell.warn?.(
        `the mathematics ${oneLine(tex)} cannot be read (${reason}): its source is shown`,
      );
    });
    const isLong = !display && textContent(html).length > LONG_FORMULA;
    kept.push(isLong && html.startsWith("<math") ? `<span class="formula">${html}</span>` : html);
    return `\uE000${this.#key}:${kept.length - 1}\uE001`;
  }

  #putBack(html: string, { kept }: ProseEnv): string {
    const whole = html.replace(
      /(\(?)\uE000([^\uE000:]*):(\d+)\uE001([.,;:!?)]*)/g,
      (found, before: string, key: string, index: string, after: string) => {
        if (key !== this.#key) return found;
        const mathematics = kept[Number(index)] ?? "";
        const isAlone = before + after === "" || !IN_LINE.test(mathematics);
        const text = before + mathematics + after;
        return isAlone ? text : `<span class="unbroken">${text}</span>`;
      },
    );
    return withoutMarks(whole);
  }
}

/** Mathematics in a line of text: browsers would begin a new line with the comma behind it. */
const IN_LINE = /^(?:<math(?![^>]*display="block")|<span class="formula")/;

/** The two characters that stand for what is put in later must not come from outside. */
function withoutMarks(text: string): string {
  return text.replace(/[\uE000\uE001]/g, "\uFFFD");
}

function oneLine(tex: string): string {
  const line = tex.trim().replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

/** Counts the links that some HTML opens and does not close. */
function countLinks(html: string, env: ProseEnv): void {
  const opened = html.match(/<a\s/gi)?.length ?? 0;
  const closed = html.match(/<\/a\s*>/gi)?.length ?? 0;
  env.links = Math.max(0, env.links + opened - closed);
}

/** A box of code that is not a cell's own. */
export function codeBlock(html: string): string {
  return `<div class="code"><pre tabindex="0"><code>${html}</code></pre></div>\n`;
}

/** `crypto.randomUUID` is not everywhere where a page is read. */
function randomName(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
