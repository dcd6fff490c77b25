import { membersOf, summaryOf, valueAt } from "../display/index.ts";
import type { CompletedName, CompletedNames } from "./messages.ts";

/** What is known of a session where names are completed. */
export interface CompletionScope {
  /** The names that cells have declared, and those of globals. */
  readonly names: Iterable<string>;
  /** Under which name of the global object a name's value is. */
  readonly runtimeName: (name: string) => string;
  readonly modules: Iterable<string>;
}

const NAME = "[\\p{ID_Start}$_][\\p{ID_Continue}$]*";
const IMPORT = /\b(?:from|import)\s*\(?\s*["']([^"'\n]*)$/;
const PATH = new RegExp(`(${NAME}(?:\\s*\\??\\.\\s*${NAME})*)\\s*\\??\\.\\s*((?:${NAME})?)$`, "u");
const WORD = new RegExp(`(?<![\\p{ID_Continue}$.)\\]])${NAME}$`, "u");
const MOST = 500;
/** How far back the word is looked for, in UTF-16 units: a cell may hold long data. */
const FARTHEST = 500;

/** The names that fit before an offset of a source; no getter and no proxy's trap runs for it. */
export function completeNames(
  source: string,
  offset: number,
  { names, runtimeName, modules }: CompletionScope,
): CompletedNames {
  const before = source.slice(Math.max(0, offset - FARTHEST), offset);
  const [, begun] = IMPORT.exec(before) ?? [];
  if (begun !== undefined) {
    const fitting = [...modules].filter((name) => name.startsWith(begun));
    return answer(
      begun,
      offset,
      fitting.sort().map((label) => ({ label, kind: "import" })),
    );
  }
  const [, path, property] = PATH.exec(before) ?? [];
  if (path !== undefined && property !== undefined) {
    const [root = "", ...rest] = path.split(/\s*\??\.\s*/);
    const value = valueAt(globalThis, [runtimeName(root), ...rest]);
    const fitting = membersOf(value).filter(({ name }) => name.startsWith(property));
    return answer(
      property,
      offset,
      fitting.map(({ name }) => detailed(name, "property", valueAt(value, [name]))),
    );
  }
  const [word] = WORD.exec(before) ?? [];
  if (word === undefined) return { from: offset, names: [] };
  const fitting = [...new Set(names)].filter((name) => name.startsWith(word));
  return answer(
    word,
    offset,
    fitting.map((name) => detailed(name, "name", valueAt(globalThis, [runtimeName(name)]))),
  );
}

function answer(word: string, offset: number, names: CompletedName[]): CompletedNames {
  return { from: offset - word.length, names: names.slice(0, MOST) };
}

function detailed(label: string, kind: CompletedName["kind"], value: unknown): CompletedName {
  const detail = typeof value === "function" ? "function" : summaryOf(value);
  return detail === undefined ? { label, kind } : { label, kind, detail };
}
