import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type CompiledCell, mapPosition } from "../cell/index.ts";
import {
  type ErrorOutput,
  errorOutput,
  type Frame,
  named,
  type Place,
  packagePlace,
  placeOf,
} from "../display/index.ts";
import type { SerializedError } from "../link/messages.ts";
import type { LoadedModules } from "../modules/loaded-modules.ts";

/** A cell as tracebacks need it. */
export interface KnownCell {
  compiled: CompiledCell;
  /** `Cell [3]` */
  title: string;
}

const LOCATED = /^\s*at (.*\bline (\d+), column (\d+)\)?)$/;
/** What makes the URL of an edited module new. */
const VERSION = /\?v=[^:)]+/;
const INTERNAL = /^(node:|evalmachine|<anonymous>)/;
const OWN = new URL("..", import.meta.url);

/** Shows what was thrown with the learner's own frames, in the lines of their cells. */
export class Tracebacks {
  readonly #cells = new Map<string, KnownCell>();
  readonly #modules: LoadedModules;
  readonly #directory: string;
  #library: string | undefined;

  /** `directory` is the notebook's. */
  constructor(modules: LoadedModules, directory: string) {
    this.#modules = modules;
    this.#directory = directory;
  }

  /** Makes a cell known by its URL. */
  add(cell: KnownCell): void {
    this.#cells.set(cell.compiled.url, cell);
  }

  /** The error output for a thrown value; whether it was thrown where no cell waits for it. */
  render(thrown: SerializedError, { isUncaught = false } = {}): ErrorOutput {
    return errorOutput(thrown, (line) => this.#frame(line), { isUncaught });
  }

  /** Lines of a stack with their places in the sources; null for the compiler's own code. */
  locate(lines: readonly string[]): (string | null)[] {
    return lines.map((line) => {
      const url = placeOf(line)?.url;
      if (url === undefined || !(this.#cells.has(url) || this.#modules.has(url))) {
        return line.replace(VERSION, "");
      }
      const frame = this.#frame(line);
      return frame === undefined ? null : `    at ${frame.text}`;
    });
  }

  /** One line of a stack, or undefined where it is not the learner's. */
  #frame(stackLine: string): Frame | undefined {
    const place = placeOf(stackLine);
    if (place === undefined) return located(stackLine);
    const { name, url, line, column } = place;
    const cell = this.#cells.get(url);
    if (cell === undefined) return this.#fileFrame(place);
    const mapped = mapPosition(cell.compiled, line, column);
    if (mapped === null) return undefined;
    const text = named(name, `${cell.title}, line ${mapped.line}, column ${mapped.column}`);
    return { text, source: cell.compiled.source, ...mapped };
  }

  #fileFrame({ name, url, line, column }: Place): Frame | undefined {
    const isFile = /^(file:|\/|[A-Za-z]:\\)/.test(url);
    if (!isFile || INTERNAL.test(url)) return undefined;
    if (url.startsWith(OWN.href) || url.startsWith(OWN.pathname)) return undefined;
    if (this.#isOfLibrary(pathOf(url))) return undefined;
    const ofPackage = packagePlace(pathOf(url));
    if (ofPackage !== undefined) {
      const text = named(name, `${ofPackage.path}:${line}:${column}`);
      return { text, line, column, package: ofPackage.name };
    }
    const module = this.#modules.locate(url, line, column);
    const at = module ?? { line, column };
    const path = module?.path ?? pathOf(url);
    const text = named(name, `${path}, line ${at.line}, column ${at.column}`);
    return module === undefined ? { text, line, column } : { ...module, text };
  }

  /**
   * Whether a file is of the lesson library that the notebook finds, installed or linked. It says in
   * its messages what is wrong; its frames add nothing.
   */
  #isOfLibrary(path: string): boolean {
    try {
      const { resolve } = createRequire(join(this.#directory, "cell.js"));
      this.#library ??= join(dirname(resolve("dropout-lab/package.json")), "dist", sep);
      return path.startsWith(this.#library);
    } catch {
      return false;
    }
  }
}

/** A file's path; the query of its URL, if it has one, is the kernel's own. */
function pathOf(place: string): string {
  return place.startsWith("file:") ? fileURLToPath(place.replace(/\?.*$/, "")) : place;
}

/** A line whose place was found before, as in a stack that was put into another's. */
function located(stackLine: string): Frame | undefined {
  const [, text, line, column] = LOCATED.exec(stackLine) ?? [];
  return text === undefined ? undefined : { text, line: Number(line), column: Number(column) };
}
