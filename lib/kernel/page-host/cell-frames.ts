import { type CompiledCell, mapPosition } from "../cell/index.ts";
import { type Frame, named, type Place, placeOf } from "../display/index.ts";

interface KnownCell {
  readonly compiled: CompiledCell;
  readonly title: string;
}

/** How many frames are looked at: of a recursion without end all would be too many. */
const DEEPEST = 100;

/** Finds the places of stacks in the cells. */
export class CellFrames {
  readonly #cells = new Map<string, KnownCell>();

  /** Makes a cell known by its URL. */
  add(cell: KnownCell): void {
    this.#cells.set(cell.compiled.url, cell);
  }

  /** Has stacks say where in the cells they are, without the frames below; of V8 only. */
  install(): void {
    Error.stackTraceLimit = DEEPEST;
    Error.prepareStackTrace = (error, sites) => {
      const lines = sites.map((site) => `    at ${site}`);
      const located = lines.flatMap((line) => this.frame(line)?.text ?? []);
      return [headOf(error), ...located.map((text) => `    at ${text}`)].join("\n");
    };
  }

  /** A line of a stack for the learner; undefined where it is none of a cell. */
  frame(line: string): Frame | undefined {
    const [, text, where, column] = /^\s*at (.*\bline (\d+), column (\d+)\)?)$/.exec(line) ?? [];
    if (text !== undefined) {
      const cell = [...this.#cells.values()].findLast(({ title }) =>
        text.includes(`${title}, line`),
      );
      const at = { text, line: Number(where), column: Number(column) };
      return cell === undefined ? at : { ...at, source: cell.compiled.source };
    }
    const place = placeOf(line);
    const cell = place === undefined ? undefined : this.#cells.get(place.url);
    return place === undefined || cell === undefined ? undefined : frameIn(cell, place);
  }
}

/**
 * The frames of a stack that Firefox has written, `f@Cell[1]:3:5`, as V8 writes them; undefined of any
 * other.
 */
export function firefoxFrames(stack: string): string[] | undefined {
  if (/^\s*at /m.test(stack)) return undefined;
  const frames = [...stack.matchAll(/^(?:async\*)?(.*?)@(.*:\d+:\d+)$/gm)];
  if (frames.length === 0) return undefined;
  return frames.map(([, name, place]) => `    at ${name === "" ? place : `${name} (${place})`}`);
}

function frameIn({ compiled, title }: KnownCell, { name, line, column }: Place): Frame | undefined {
  const mapped = mapPosition(compiled, line, column);
  if (mapped === null) return undefined;
  // The cell itself is what `eval` runs.
  const own = name !== undefined && /^(async )?eval$/.test(name) ? undefined : name;
  const text = named(own, `${title}, line ${mapped.line}, column ${mapped.column}`);
  return { text, source: compiled.source, ...mapped };
}

function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}
