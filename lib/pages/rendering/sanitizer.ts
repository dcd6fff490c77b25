import createDOMPurify, { type Config, type DOMPurify } from "dompurify";
import {
  adaptColors,
  isUnknownColor,
  type ResolveColor,
  withKnownColors,
  withoutFaintness,
  withPaper,
} from "./author-colors.ts";
import { createColorResolver } from "./computed-color.ts";
import { TABLE_BOX } from "./html.ts";
import type { Ground } from "./palette.ts";
import type { Dom } from "./platform.ts";
import {
  loads,
  namesRemote,
  readDeclarations,
  type StyleDeclaration,
  tameDeclarations,
  writeDeclarations,
} from "./style-declarations.ts";
import { tameStyleSheet } from "./style-sheet.ts";
import { addSheetVariables, addVariables, type FindVariable } from "./style-variables.ts";

export interface CleanOptions {
  /** The address a picture's address becomes; undefined leaves the picture out. */
  readonly picture?: (address: string) => string | undefined;
  /** The address a link's address becomes. */
  readonly link?: (address: string) => string;
  /** Whether an anchor may have this name in the page. */
  readonly anchor?: (id: string, isHeading: boolean) => boolean;
  /** Told what is left out, as the subject of a sentence. */
  readonly leftOut?: (what: string) => void;
  /** Whether what is around it keeps boxes inside itself that are out of the text's flow. */
  readonly isBoxed?: boolean;
  /** Whether a table gets a box that scrolls, as one of Markdown has. */
  readonly boxesTables?: boolean;
}

export interface Cleaned {
  /** Without style sheets. */
  readonly html: string;
  /** The style sheets, tame; they must reach nothing but this HTML. */
  readonly css: string;
  /** Whether its colours fit a light ground only. */
  readonly needsLight: boolean;
  /** Whether an element brings styles of its own. */
  readonly isStyled: boolean;
  /** Whether scripts were taken out, without which the rest may mean nothing. */
  readonly hadScripts: boolean;
  /** Whether frames were taken out that no link stands for. */
  readonly hadFrames: boolean;
}

/**
 * Anyone's HTML without what acts or loads: no scripts, handlers, forms, frames, remote pictures or
 * styles; what stays outside is named by a link.
 *
 * @throws {RangeError} if it is nested more deeply than browsers read
 */
export type Sanitizer = (html: string, options?: CleanOptions) => Cleaned;

const CONFIG: Config & { RETURN_DOM_FRAGMENT: true } = {
  FORBID_TAGS: [
    ...["form", "button", "textarea", "select", "option", "dialog", "base", "link", "meta"],
    // Styles are read apart, and what is in a template would not be seen here.
    ...["style", "template", "animate", "set", "marquee"],
  ],
  FORBID_ATTR: [
    ...[
      "srcset",
      "poster",
      "background",
      "action",
      "formaction",
      "autofocus",
      "border",
      "tabindex",
    ],
    ...["popover", "contenteditable", "name", "slot", "part"],
  ],
  // A style that comes first would be dropped as part of the head.
  FORCE_BODY: true,
  RETURN_DOM_FRAGMENT: true,
};

/** Browsers read some 500; here the time would grow with the square. */
const MAX_NESTING = 1000;
const LEFT_OPEN =
  /^(?:p|li|t[dhr]|thead|tbody|tfoot|d[td]|option|br|hr|img|input|col|wbr|meta|link|source|area|path|rect|line|circle|ellipse|poly(?:gon|line)|use|stop|g)$/i;

/** Names of the page's own parts, which scripts and styles look for. */
const OWN_CLASSES =
  /^(?:skip|unseen|top|layout|contents|theme|copy|between|plot|live|near|drawn|stored|own-styles|boxed|lessons|folded|js)$/;

/** Attributes by which the page's scripts find cells and controls. */
const OWN_DATA = /^data-(?:cell|interact|state|lesson)$/;

/** Makes the sanitizer that takes HTML apart in a DOM. */
export function createSanitizer(dom: Dom): Sanitizer {
  const purify = createDOMPurify(dom.window);
  purify.addHook("uponSanitizeAttribute", keepInsideOnly);
  const resolve = createColorResolver(dom.window);
  return (html, options = {}) => cleanHtml(html, options, { ...dom, purify, resolve });
}

interface Tools extends Dom {
  readonly purify: DOMPurify;
  readonly resolve: ResolveColor;
}

function cleanHtml(html: string, options: CleanOptions, tools: Tools): Cleaned {
  const { window, parsable, policy, purify, resolve } = tools;
  if (nesting(html) > MAX_NESTING) throw new RangeError("HTML: must not be nested so deeply");
  const template = window.document.createElement("template");
  template.innerHTML = parsable(html);
  const { content } = template;
  const hadScripts = content.querySelector("script") !== null;
  const hadFrames = replaceFrames(content, options);
  replaceImages(content, options);
  tameInputs(content, options);
  for (const anchor of content.querySelectorAll("a[name]:not([id])")) {
    // The old way of writing an anchor.
    anchor.setAttribute("id", anchor.getAttribute("name") ?? "");
  }
  for (const header of content.querySelectorAll("th:empty")) {
    // A corner that heads nothing.
    header.replaceWith(window.document.createElement("td"));
  }
  for (const anchor of content.querySelectorAll("a[href]")) {
    const address = anchor.getAttribute("href") ?? "";
    anchor.setAttribute("href", options.link?.(address) ?? address);
  }
  if (content.querySelector("canvas") !== null)
    options.leftOut?.("what a script draws on <canvas>");
  reportLoading(content, options);
  const sheets = [...content.querySelectorAll("style")].map(sheetText);
  const clean = purify.sanitize(template.innerHTML, {
    ...CONFIG,
    ...(policy && { TRUSTED_TYPES_POLICY: policy as TrustedTypesPolicy }),
  });
  reportRemoved(purify, options);
  const { css, needsLight, isStyled } = tameStyles(clean, sheets, { ...options, resolve });
  if (options.boxesTables === true) boxTables(clean);
  const box = window.document.createElement("div");
  box.append(clean);
  return {
    html: box.innerHTML,
    css,
    needsLight,
    isStyled,
    hadScripts,
    hadFrames,
  };
}

/** How many elements are open at once, but for those that are often left open. */
function nesting(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, slash, name = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
    if (LEFT_OPEN.test(name)) continue;
    depth = slash === "/" ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Links in place of frames and players that come from elsewhere; whether others are lost. */
function replaceFrames(content: DocumentFragment, { leftOut }: CleanOptions): boolean {
  let hadFrames = false;
  for (const frame of content.querySelectorAll("iframe, frame, embed, object, video, audio")) {
    const inner = frame.querySelector("source")?.getAttribute("src");
    const address = frame.getAttribute("src") ?? frame.getAttribute("data") ?? inner ?? "";
    const isPlayer = /^(?:video|audio)$/i.test(frame.tagName);
    if (isPlayer && address.startsWith("data:")) continue;
    const link = outsideLink(frame, address, "Embedded content");
    const name = frame.tagName.toLowerCase();
    if (link.length > 0) leftOut?.(`<${name}> of ${address} (a link stands for it)`);
    else leftOut?.(`<${name}> of its own content`);
    if (link.length === 0) hadFrames = true;
    frame.replaceWith(...link);
  }
  return hadFrames;
}

function replaceImages(content: DocumentFragment, options: CleanOptions): void {
  for (const image of content.querySelectorAll("img")) {
    const address = image.getAttribute("src") ?? "";
    const found = options.picture?.(address) ?? (isPicture(address) ? address : undefined);
    if (found !== undefined) image.setAttribute("src", found);
    // A link cannot hold another: the picture's text stands for it.
    else if (image.closest("a[href]")) image.replaceWith(image.alt || "Picture");
    else image.replaceWith(...outsideLink(image, address, image.alt || "Picture"));
    if (!image.hasAttribute("alt")) image.setAttribute("alt", "");
  }
}

/** Boxes that fold parts by a style stay, as they were left; nothing else asks for anything. */
function tameInputs(content: DocumentFragment, { leftOut }: CleanOptions): void {
  for (const input of content.querySelectorAll("input")) {
    const type = input.getAttribute("type")?.toLowerCase() ?? "";
    if (type !== "checkbox" && type !== "radio") {
      leftOut?.("<input>");
      input.remove();
      continue;
    }
    input.setAttribute("disabled", "");
    const hasLabel = input.closest("label") !== null || input.hasAttribute("aria-label");
    if (!hasLabel) input.setAttribute("aria-label", "Box");
  }
}

function outsideLink({ ownerDocument }: Element, address: string, label: string): Node[] {
  if (!/^(?:https?:)?\/\//i.test(address)) return [];
  const link = ownerDocument.createElement("a");
  link.setAttribute("href", address.startsWith("//") ? `https:${address}` : address);
  link.textContent = `${label}: ${address}`;
  return [link];
}

function isPicture(address: string): boolean {
  return /^data:image\/[a-z+.-]+[;,]/i.test(address);
}

/** Elements whose loss a reader would notice, if DOMPurify took any out. */
const NOTICED =
  /^(?:script|form|button|textarea|select|dialog|base|link|meta|animate\w*|set|applet|template|marquee|foreignobject|use)$/;

function reportRemoved(purify: DOMPurify, { leftOut }: CleanOptions): void {
  if (leftOut === undefined) return;
  const names = new Set<string>();
  for (const removed of purify.removed) {
    if ("element" in removed) {
      const name = removed.element.nodeName.toLowerCase();
      if (NOTICED.test(name)) names.add(`<${name}>`);
    } else if (removed.attribute && /^on/.test(removed.attribute.name)) {
      names.add(`the script of ${removed.attribute.name}`);
    }
  }
  if (names.size > 0) leftOut([...names].join(", "));
}

/** Says if a style would load something; it is taken out with all else that may. */
function reportLoading(content: DocumentFragment, { leftOut }: CleanOptions): void {
  if (leftOut === undefined) return;
  const styles = [
    ...[...content.querySelectorAll("[style]")].map((one) => one.getAttribute("style")),
    ...[...content.querySelectorAll("style")].map((one) => one.textContent),
  ];
  if (styles.some((style) => namesRemote(style ?? ""))) leftOut("what a style would load");
  if (content.querySelector("[background]") !== null) leftOut("the picture of a background");
}

/** The text of a style element, with the condition that its own attribute makes. */
function sheetText(style: Element): string {
  const media = style.getAttribute("media")?.trim() ?? "";
  const text = style.textContent ?? "";
  return media === "" ? text : `@media ${media}{${text}}`;
}

interface StyleOptions extends CleanOptions {
  readonly resolve: ResolveColor;
}

/**
 * Names, classes, styles and colours of what is left. Where a colour cannot be known, all of them
 * stay as they are, for a light ground.
 */
function tameStyles(content: DocumentFragment, sheets: readonly string[], options: StyleOptions) {
  const { resolve } = options;
  const variables = new Map<string, string[]>();
  for (const text of sheets) addSheetVariables(text, variables);
  const styles = [...content.querySelectorAll("*")].map((element) => {
    tameNames(element, options);
    const written = element.getAttribute("style") ?? "";
    const declarations = [...legacyColors(element), ...readDeclarations(written)];
    addVariables(declarations, variables);
    return { element, declarations };
  });
  const own = new Map(styles.map(({ element, declarations }) => [element, declarations]));
  const styled = styles.map(({ element, declarations }) => {
    return { element, known: withKnownColors(declarations, findFor(element)) };
  });
  function findFor(element: Element): FindVariable {
    return (name) => {
      for (let around: Element | null = element; around; around = around.parentElement) {
        const found = own.get(around)?.findLast(({ property }) => property === name);
        if (found !== undefined) return [found.value];
      }
      return variables.get(name) ?? [];
    };
  }
  const hasDrawings = content.querySelector("svg") !== null;
  const tameSheets = (keepsColors: boolean) => {
    const find: FindVariable = (name) => variables.get(name) ?? [];
    const tame = { resolve, find, keepsColors, hasDrawings };
    return sheets.map((text) => tameStyleSheet(text, tame));
  };
  const adapted = tameSheets(false);
  const needsLight =
    adapted.some((sheet) => sheet.hasUnknownColors) ||
    styled.some(({ known }) => known.some((one) => isUnknownColor(one, resolve)));
  const grounds = new Map<Element, Ground>();
  let isStyled = false;
  for (const { element, known } of styled) {
    const isDrawn = element.closest("svg, img, video") !== null;
    const tame = tameDeclarations(
      isDrawn ? known : withoutFaintness(known),
      options.isBoxed === true,
    );
    if (known.length > 0) isStyled = true;
    let shown: readonly StyleDeclaration[] = tame;
    if (!needsLight) {
      const { declarations, ground } = adaptColors(tame, resolve, groundAround(element, grounds));
      if (ground !== undefined) grounds.set(element, ground);
      shown = declarations;
    }
    if (hasDrawings) shown = withPaper(shown);
    if (shown.length === 0) element.removeAttribute("style");
    // Always, since a browser may read what was written in another way than here.
    else element.setAttribute("style", writeDeclarations(shown));
  }
  const css = (needsLight ? tameSheets(true) : adapted).map((sheet) => sheet.css).join("\n");
  return { css, needsLight, isStyled };
}

function tameNames(element: Element, { anchor }: CleanOptions): void {
  for (const { name, value } of [...element.attributes]) {
    // The marks for what is put in later stand in text only.
    if (OWN_DATA.test(name) || /[\uE000\uE001]/.test(value)) element.removeAttribute(name);
    else if (/^(?:style|title|alt|href|aria-.*|data-.*|class|id)$/.test(name)) continue;
    else if (loads(value)) element.removeAttribute(name);
  }
  const { id } = element;
  if (id !== "" && anchor !== undefined && !anchor(id, /^h[1-6]$/i.test(element.tagName))) {
    element.removeAttribute("id");
  }
  for (const name of [...element.classList]) {
    if (OWN_CLASSES.test(name)) element.classList.remove(name);
  }
  if (element.getAttribute("class") === "") element.removeAttribute("class");
}

function boxTables(content: DocumentFragment): void {
  for (const table of content.querySelectorAll("table")) {
    if (table.closest("div.table") !== null) continue;
    const box = table.ownerDocument.createElement("div");
    for (const [name, value] of Object.entries(TABLE_BOX)) box.setAttribute(name, value);
    table.replaceWith(box);
    box.append(table);
  }
}

/** `color` and `bgcolor`, which came before styles, as declarations. */
function legacyColors(element: Element) {
  return [
    ["bgcolor", "background-color"],
    ["color", "color"],
  ].flatMap(([attribute = "", property = ""]) => {
    const value = element.getAttribute(attribute);
    if (value === null || element.namespaceURI !== "http://www.w3.org/1999/xhtml") return [];
    element.removeAttribute(attribute);
    return [{ property, value, important: false }];
  });
}

function groundAround(element: Element, grounds: ReadonlyMap<Element, Ground>): Ground | undefined {
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    const ground = grounds.get(around);
    if (ground !== undefined) return ground;
  }
  return undefined;
}

type TrustedTypesPolicy = NonNullable<Config["TRUSTED_TYPES_POLICY"]>;

/** Where a part of the page is meant, or what is inside it; players play what they hold. */
function keepInsideOnly(
  node: Node,
  data: { attrName: string; attrValue: string; keepAttr: boolean },
) {
  const isAddress = /^(?:src|href|xlink:href|data)$/.test(data.attrName);
  if (!isAddress || /^a(?:rea)?$/i.test(node.nodeName)) return;
  const isInside = /^(?:#|data:(?:image|audio|video)\/)/i.test(data.attrValue);
  if (!isInside) data.keepAttr = false;
}
