import { analyzeCell } from "./analyze-cell.ts";
import type { CellAnalysis } from "./cell-analysis.ts";
import {
  cellDeclarations,
  endsInExpression,
  endsInSemicolon,
  importedModules,
} from "./cell-declarations.ts";
import { CellSyntaxError } from "./cell-syntax-error.ts";
import type { CompiledCell, Declaration } from "./compiled-cell.ts";
import { type Lower, type Lowered, LoweringError } from "./lower.ts";
import { describeSyntax, introducedNames } from "./lowered-names.ts";
import { errorAt, isParseFault, parse, parseCell, syntaxError } from "./parse-cell.ts";
import { previousReads } from "./previous-reads.ts";
import { SourceMapChain } from "./source-map-chain.ts";
import { offsetOf } from "./source-position.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** A source ready to be rewritten, and the map back to the cell where it was lowered first. */
export interface Prepared
  extends Pick<
    CompiledCell,
    "declarations" | "hasValue" | "isHidden" | "imports" | "previousReads"
  > {
  readonly source: string;
  readonly program: SyntaxNode;
  readonly analysis: CellAnalysis;
  /** Top-level names that lowering added. */
  readonly introduced: ReadonlySet<string>;
  readonly map: string | null;
}

/**
 * Parses a source, and lowers it if it must be.
 *
 * @throws {CellSyntaxError} where it cannot
 */
export async function prepareCell(source: string, lower: Lower | null): Promise<Prepared> {
  let parsed: { program: SyntaxNode; jsx: boolean };
  try {
    parsed = parseCell(source);
  } catch (fault) {
    if (!isParseFault(fault)) throw fault;
    const error = syntaxError(source, fault);
    // Of newer TypeScript the parser says that it did not expect it; other faults are faults.
    if (lower === null || !/^Unexpected|modifier/.test(fault.message)) throw error;
    return prepareUnparsed(source, lower, error);
  }
  const { program, jsx } = parsed;
  const analysis = analyzeCell(program);
  const declarations = cellDeclarations(program, source);
  const prepared: Prepared = {
    source,
    program,
    analysis,
    declarations,
    hasValue: endsInExpression(program),
    isHidden: endsInSemicolon(program, source),
    imports: importedModules(program, analysis.dynamicImports),
    previousReads: previousReads(program, analysis, declarations),
    introduced: new Set(),
    map: null,
  };
  const node = analysis.mustLower ?? (analysis.hasUsing && lower === null ? program : null);
  if (node === null) return prepared;
  if (lower === null)
    throw errorAt(source, node.start, `${describeSyntax(node)} cannot be run here`);
  if (analysis.mustLower === null) return prepared;
  const { program: lowered, code, map } = await lowerAndParse(source, lower, jsx, node.start);
  const own = new Set(declarations.map(({ name }) => name));
  return {
    ...prepared,
    source: code,
    program: lowered,
    analysis: analyzeCell(lowered),
    introduced: introducedNames(lowered, (name) => own.has(name)),
    map,
  };
}

/** What only the lowering can parse: its output is then all that is known of the cell. */
async function prepareUnparsed(
  source: string,
  lower: Lower,
  error: CellSyntaxError,
): Promise<Prepared> {
  const { program, code, map } = await lowerAndParse(source, lower, false, 0).catch((fault) => {
    // Whoever has read further knows better what is wrong.
    throw fault instanceof CellSyntaxError && isBetter(fault, error) ? fault : error;
  });
  const words = new Set(source.match(/[\p{ID_Continue}$]+/gu));
  const analysis = analyzeCell(program);
  const chain = new SourceMapChain([() => map]);
  return {
    source: code,
    program,
    analysis,
    declarations: cellDeclarations(program, code)
      .filter(({ name }) => words.has(name))
      .map((declaration) => inCell(declaration, chain, source)),
    hasValue: endsInExpression(program),
    isHidden: endsInExpression(program) && seemsToEndInSemicolon(source),
    imports: importedModules(program, analysis.dynamicImports),
    previousReads: [],
    introduced: introducedNames(program, (name) => words.has(name)),
    map,
  };
}

/** The lowered code and its tree; a fault of either is told at its place in the source. */
async function lowerAndParse(
  source: string,
  lower: Lower,
  jsx: boolean,
  start: number,
): Promise<Lowered & { program: SyntaxNode }> {
  let lowered: Lowered;
  try {
    lowered = await lower.transform(source, { jsx, lowerUsing: false });
  } catch (fault) {
    if (!(fault instanceof LoweringError)) throw fault;
    throw errorAt(source, offsetOf(source, fault), fault.message);
  }
  try {
    return { ...lowered, program: parse(lowered.code, "js") };
  } catch (fault) {
    if (!isParseFault(fault)) throw fault;
    const { message, line, column } = syntaxError(lowered.code, fault);
    const place = new SourceMapChain([() => lowered.map]).trace({ line, column });
    throw errorAt(source, place === null ? start : offsetOf(source, place), message);
  }
}

function isBetter(one: CellSyntaxError, other: CellSyntaxError): boolean {
  if (/^Unexpected end/.test(one.message)) return false;
  return one.line > other.line || (one.line === other.line && one.column > other.column);
}

const COMMENT_OR_TEXT =
  /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g;

/** Whether a source that is not parsed ends in a semicolon, but for comments. */
function seemsToEndInSemicolon(source: string): boolean {
  const code = source.replace(COMMENT_OR_TEXT, (part) => (part.startsWith("/") ? "" : "0"));
  return code.trimEnd().endsWith(";");
}

function inCell(declaration: Declaration, chain: SourceMapChain, source: string): Declaration {
  const place = chain.trace(declaration) ?? { line: 1, column: 1 };
  return { ...declaration, ...place, start: offsetOf(source, place) };
}
