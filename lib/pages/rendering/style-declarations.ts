import type { CssNode, List } from "css-tree";
import generate from "css-tree/generator";
import parse from "css-tree/parser";
import walk from "css-tree/walker";
import { plainName, plainValue, readEscapes } from "./style-text.ts";

/** One declaration of a style, without comments and needless escapes, its name in lower case. */
export interface StyleDeclaration {
  readonly property: string;
  readonly value: string;
  readonly important: boolean;
}

/** What a box may not be taken out of its place by, and where it would then be. */
const PLACES =
  /^(?:position|inset(?:-.*)?|top|right|bottom|left|z-index|(?:min-|max-)?(?:width|height|inline-size|block-size)|margin(?:-.*)?|transform|translate|scale)$/;

/** Functions that name something to load, or may by what is put into them. */
const LOADING =
  /(?:^|[^\w-])(?:src|image|(?:-\w+-)?(?:image-set|cross-fade|element|paint|canvas)|expression|attr)\(/;

const LOADING_PROPERTIES = /^(?:behavior|-moz-binding|-webkit-user-modify)$/;

/** A style sheet as its parts, with values and preludes as text; what cannot be read is left out. */
export function parseSheet(text: string): CssNode {
  return parse(text, {
    parseValue: false,
    parseCustomProperty: false,
    parseRulePrelude: false,
    parseAtrulePrelude: false,
    onParseError: () => {},
  });
}

/** Reads the declarations of a `style` attribute; what is none is left out. */
export function readDeclarations(text: string): StyleDeclaration[] {
  const list = parse(text, {
    context: "declarationList",
    parseValue: false,
    parseCustomProperty: false,
    onParseError: () => {},
  });
  return list.type === "DeclarationList" ? declarationsOf(list.children) : [];
}

/** Declarations as the text of a `style` attribute or of a rule's block. */
export function writeDeclarations(declarations: readonly StyleDeclaration[]): string {
  return declarations
    .map(({ property, value, important }) => {
      return `${property}:${value}${important ? "!important" : ""}`;
    })
    .join(";");
}

/**
 * Declarations without what loads, and without a position outside of the text's flow: a box with
 * one is put back in its place, and loses the size and the margins that it had there.
 *
 * @param mayOverlap whether the box that all this is in keeps what overlaps inside itself
 */
export function tameDeclarations(
  declarations: readonly StyleDeclaration[],
  mayOverlap: boolean,
): StyleDeclaration[] {
  const harmless = declarations.filter(({ property, value }) => {
    // A variable is there to be put into something else.
    const isAddress = property.startsWith("--") && readEscapes(value).includes("//");
    return !LOADING_PROPERTIES.test(property) && !isAddress && !loads(value);
  });
  const positions = harmless.filter(({ property }) => property === "position");
  const holding = positions.findLast(({ important }) => important) ?? positions.at(-1);
  const position = holding?.value ?? "static";
  const allowed = mayOverlap ? /^(?:static|relative|absolute|sticky)$/ : /^(?:static|relative)$/;
  if (allowed.test(position)) return harmless;
  return harmless.filter(({ property }) => !PLACES.test(property));
}

/**
 * Whether a value names, or may name, anything outside of the page. Comments count as well: what
 * begins like one in a string or in an address is none.
 */
export function loads(value: string): boolean {
  const text = readEscapes(value).toLowerCase();
  if (LOADING.test(text)) return true;
  const addresses = [...text.matchAll(/url\(\s*["']?\s*([^"')]*)/g)];
  return addresses.some(([, address = ""]) => !/^(?:#|data:(?:image|font)\/)/.test(address));
}

/** Whether a style names something to load that is not in the page. */
export function namesRemote(style: string): boolean {
  return /@import|(?:url|src|image-set|cross-fade)\(\s*(?:url\(\s*)?["']?\s*(?!#|data:|["')\s])/i.test(
    readEscapes(style),
  );
}

/** The declarations of a block that are whole. */
export function declarationsOf(children: List<CssNode>): StyleDeclaration[] {
  const found: StyleDeclaration[] = [];
  children.forEach((node) => {
    // One with another word than `!important` is none.
    if (node.type !== "Declaration" || typeof node.important !== "boolean") return;
    const property = plainName(node.property);
    const value = plainValue(generate(node.value));
    if (property === undefined || value === undefined) return;
    found.push({ property, value, important: node.important });
  });
  return found;
}

/** Every part of a value that may be a colour, as it is written; none of what browsers drop. */
export function colorsIn(value: string): string[] {
  const colors: string[] = [];
  let node: CssNode;
  try {
    node = parse(value, { context: "value" });
  } catch {
    return colors;
  }
  walk(node, function visit(part) {
    if (part.type === "Hash") colors.push(`#${part.value}`);
    if (part.type === "Identifier") colors.push(part.name);
    if (
      part.type === "Function" &&
      /^(?:rgba?|hsla?|hwb|(?:ok)?(?:lab|lch)|color|color-mix)$/i.test(part.name)
    ) {
      colors.push(generate(part));
      return this.skip;
    }
    return undefined;
  });
  return colors;
}
