import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
import { isInstalled, nearestManifest } from "../language/modules/index.ts";

/**
 * Begins the URL of a module that gives to TypeScript what another module holds as one value: a
 * CommonJS module's exports, or JSON.
 */
const SCHEME = "value:";
/** Under this name such a module exports the whole value, as Node 24's own do. */
export const WHOLE = "module.exports";

/** Whether a URL is that of such a module. */
export function isValueUrl(url: string): boolean {
  return url.startsWith(SCHEME);
}

/** The URL by which TypeScript gets a value module with these names. */
export function valueUrl(url: string, names: readonly string[]): string {
  return `${SCHEME}${names.join(",")}:${url}`;
}

/**
 * The source behind such a URL. The default is what TypeScript takes it for: `exports.default` of
 * what was an ES module once (`__esModule`), else the whole. Names that Node does not find by
 * reading a CommonJS module are there as well, if they are asked for.
 */
export function valueSource(valueUrl: string): string {
  const end = valueUrl.indexOf(":", SCHEME.length);
  const names = valueUrl.slice(SCHEME.length, end).split(",").filter(Boolean);
  const url = valueUrl.slice(end + 1);
  const how = isJson(url) ? ' with { type: "json" }' : "";
  return [
    `import whole from ${JSON.stringify(url)}${how};`,
    `export * from ${JSON.stringify(url)}${how};`,
    "const isModule = Object(whole).__esModule && 'default' in whole;",
    `export { whole as ${JSON.stringify(WHOLE)} };`,
    "export default isModule ? whole.default : whole;",
    ...names.flatMap((name, index) => [
      `const value${index} = Object(whole)[${JSON.stringify(name)}];`,
      `export { value${index} as ${JSON.stringify(name)} };`,
    ]),
  ].join("\n");
}

/** Whether a module is a CommonJS module or JSON, by what Node says of it and by its file. */
export function holdsValue({ url, format }: { url: string; format?: string | null | undefined }) {
  if (!url.startsWith("file:")) return isJson(url);
  const path = fileURLToPath(url.replace(/[?#].*$/, ""));
  const extension = extname(path);
  if (extension === ".cjs" || extension === ".json") return true;
  if (extension === ".ts" || extension === ".cts") {
    return isWrittenAsCommonJs(readFileSync(path, "utf8"));
  }
  if (extension !== ".js" && extension !== "") return false;
  if (format !== null && format !== undefined) return format === "commonjs";
  const { type } = nearestManifest(path)?.manifest ?? {};
  return type === undefined ? isCommonJs(path) : type !== "module";
}

/** Whether JavaScript of which no package.json says what it is has the syntax of CommonJS. */
function isCommonJs(path: string): boolean {
  let is = installed.get(path);
  if (is === undefined) {
    const source = readFileSync(path, "utf8");
    is = !/^\s*(?:import|export)\b/m.test(source) || isFunctionBody(source);
    // Others may be edited.
    if (isInstalled(path)) installed.set(path, is);
  }
  return is;
}

const installed = new Map<string, boolean>();

function isFunctionBody(source: string): boolean {
  try {
    compileFunction(source.replace(/^#!.*/, ""));
    return true;
  } catch {
    return false;
  }
}

/** Whether TypeScript's text sets `exports` as a whole, or is no module but for them. */
function isWrittenAsCommonJs(source: string): boolean {
  if (/^\s*export\s*=/m.test(source)) return true;
  if (/^\s*export\b/m.test(source) || /^\s*import\b(?!.*=\s*require\b)/m.test(source)) return false;
  return /(?:^|[^.\w])(?:module\.exports|exports\.[\w$]+)\s*=/m.test(source);
}

/** Whether a URL is that of JSON. */
export function isJson(url: string): boolean {
  return /^data:application\/json\b/i.test(url) || /^file:[^?#]*\.json(?:[?#]|$)/.test(url);
}

const STATEMENT =
  /^(?:import|export) (?:([\w$]+),? ?)?(?:\{([^}]*)\}|\* as ([\w$]+))? ?from "((?:[^"\\]|\\.)+)"/gm;

/** The names that the compiled code of a module takes from others, by specifier. */
export function namesTaken(code: string): Map<string, string[]> {
  const taken = new Map<string, string[]>();
  for (const [, , list = "", namespace, specifier = ""] of code.matchAll(STATEMENT)) {
    const names = list
      .split(",")
      .map((each) => each.trim().split(/\s+as\s+/)[0] ?? "")
      .concat(namespace === undefined ? [] : membersOf(code, namespace))
      .filter((name) => /^[\w$]+$/.test(name) && name !== "default");
    taken.set(specifier, [...new Set([...(taken.get(specifier) ?? []), ...names])]);
  }
  return taken;
}

function membersOf(code: string, name: string): string[] {
  const escaped = name.replaceAll("$", "\\$");
  const members = code.matchAll(new RegExp(`(?<![\\w$.])${escaped}\\??\\.([\\w$]+)`, "g"));
  return [...members].map(([, member = ""]) => member);
}
