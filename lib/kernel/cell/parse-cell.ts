import { tsPlugin } from "@sveltejs/acorn-typescript";
import { Parser } from "acorn";
import { CellSyntaxError } from "./cell-syntax-error.ts";
import { codeFrame, positionAt } from "./source-position.ts";
import { eachChild, type SyntaxNode } from "./syntax-node.ts";

/** What acorn throws: the offset of the fault, and how far it had read. */
export interface ParseFault {
  readonly message: string;
  readonly pos: number;
  readonly raisedAt: number;
  /** Of the readings that were tried, the fault of the one that came furthest. */
  readonly furthest?: ParseFault | null;
}

export const TOO_DEEP = "The cell is nested too deeply";

class Fault extends SyntaxError implements ParseFault {
  readonly pos: number;
  readonly raisedAt: number;

  constructor(message: string, pos: number) {
    super(message);
    this.pos = pos;
    this.raisedAt = pos;
  }
}

/** The parts of acorn's parser that its types leave out. */
interface Reading {
  parse(): unknown;
  raise(pos: number, message: string): never;
  tryParse(read: unknown): unknown;
}

type Reader = new (options: object, input: string) => Reading;

/** A reader that knows the fault that lies furthest, and how many faults it has patience for. */
interface PatientReading extends Reading {
  readonly furthest: ParseFault | null;
  losePatience(): void;
}

type PatientReader = new (options: object, input: string) => PatientReading;

/**
 * The TypeScript plugin tries one reading after the other, an arrow function and then a parenthesis,
 * say, and reports the fault of the last. The fault that lies furthest is the one to report.
 */
function rememberFurthestFault(Base: typeof Parser): typeof Parser {
  class Remembering extends (Base as unknown as Reader) implements PatientReading {
    furthest: ParseFault | null = null;
    /**
     * Nested casts and calls with type arguments double the plugin's readings at every level. So many
     * may fail before it is given up.
     */
    #patience: number;

    constructor(options: object, input: string) {
      super(options, input);
      this.#patience = 2000 + input.length;
    }

    losePatience(): void {
      this.#patience -= 1;
      if (this.#patience < 0) throw new RangeError(TOO_DEEP);
    }

    /** Without acorn's own: as a fault, an exhausted stack would be answered by the next reading. */
    catchStackOverflow<T>(read: () => T): T {
      return read();
    }

    override raise(pos: number, message: string): never {
      this.losePatience();
      try {
        return super.raise(pos, message);
      } catch (fault) {
        if (isParseFault(fault) && (this.furthest === null || fault.pos > this.furthest.pos))
          this.furthest = fault;
        throw fault;
      }
    }
  }
  return Remembering as unknown as typeof Parser;
}

/** A cell may export what an earlier cell declared, so exports are not checked against this one. */
function acceptForeignExports(Base: typeof Parser): typeof Parser {
  class Accepting extends (Base as unknown as PatientReader) {
    checkLocalExport(): void {}

    override tryParse(read: unknown): unknown {
      this.losePatience();
      return super.tryParse(read);
    }
  }
  return Accepting as unknown as typeof Parser;
}

function reader(...plugins: ((Base: typeof Parser) => typeof Parser)[]): PatientReader {
  const made = Parser.extend(rememberFurthestFault, ...plugins, acceptForeignExports);
  return made as unknown as PatientReader;
}

const READERS = {
  ts: reader(tsPlugin()),
  tsx: reader(tsPlugin({ jsx: true })),
  js: reader(),
};

/** @throws {ParseFault} with the furthest of the faults that were met on the way */
export function parse(source: string, language: keyof typeof READERS): SyntaxNode {
  // The plugin cannot do without locations.
  const locations = language !== "js";
  const options = { ecmaVersion: "latest", sourceType: "module", locations };
  const reading = new READERS[language](options, source);
  try {
    return reading.parse() as SyntaxNode;
  } catch (error) {
    const fault = error instanceof RangeError ? new Fault(TOO_DEEP, 0) : error;
    throw isParseFault(fault) ? Object.assign(fault, { furthest: reading.furthest }) : fault;
  }
}

export function isParseFault(error: unknown): error is ParseFault {
  return error instanceof SyntaxError && "pos" in error && "raisedAt" in error;
}

/** The tree of a cell, as TypeScript or else as TSX; throws the fault of the TypeScript reading. */
export function parseCell(source: string): { program: SyntaxNode; jsx: boolean } {
  try {
    const program = parse(source, "ts");
    const stray = source.includes("<") ? strayTypeParameters(program) : -1;
    if (stray !== -1) throw new Fault("Unexpected token", stray);
    return { program, jsx: false };
  } catch (last) {
    if (!isParseFault(last)) throw last;
    // A reading that was given up matters only where the last one did not get as far.
    const reach = last.message.startsWith("Unexpected token") ? last.pos : last.raisedAt;
    const { furthest = null } = last;
    const isFurther = furthest !== null && furthest.pos > reach && last.message !== TOO_DEEP;
    const fault = isFurther ? furthest : last;
    if (source.includes("<") && last.message !== TOO_DEEP) {
      try {
        return { program: parse(source, "tsx"), jsx: true };
      } catch {
        // Plain TypeScript is the likelier intention: report that fault.
      }
    }
    throw fault;
  }
}

/** The plugin takes `x = <T>`, with nothing after it, for an expression: the end of it, or -1. */
function strayTypeParameters(node: SyntaxNode): number {
  let end = -1;
  eachChild(node, (inner, field) => {
    if (end !== -1) return;
    const isStray = inner.type === "TSTypeParameterDeclaration" && field !== "typeParameters";
    end = isStray ? inner.end : strayTypeParameters(inner);
  });
  return end;
}

/** The fault in plain words, with its place in the cell. */
export function syntaxError(source: string, fault: ParseFault): CellSyntaxError {
  const offset = Math.min(fault.pos, source.length);
  return errorAt(source, offset, reason(source, fault, offset));
}

/** A fault at a UTF-16 offset of the cell. */
export function errorAt(source: string, offset: number, message: string): CellSyntaxError {
  const frame = codeFrame(source, offset);
  return new CellSyntaxError(message, { ...positionAt(source, offset), frame });
}

function reason(source: string, fault: ParseFault, offset: number): string {
  const said = fault.message.replace(/ \(\d+:\d+\)$/, "");
  if (/^Unexpected token/.test(said)) {
    const rest = source.slice(offset);
    if (rest.trim() === "") return "The cell ends in the middle of a statement";
    const token = /^(?:[\p{ID_Continue}$]+|=>|[=!<>]=+|&&|\|\||\?\?|\?\.|\.\.\.|\S)/u.exec(rest);
    return `Unexpected \`${token?.[0] ?? rest.charAt(0)}\``;
  }
  return said;
}
