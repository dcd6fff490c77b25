import remapping from "@jridgewell/remapping";
import {
  type DecodedSourceMap,
  originalPositionFor,
  type SourceMapInput,
  TraceMap,
} from "@jridgewell/trace-mapping";
import type { Position } from "./source-position.ts";

/** The source maps of a cell's rewrites, the last one first, each made when it is first asked for. */
export class SourceMapChain {
  #makers: readonly (() => SourceMapInput)[];
  #made: readonly TraceMap[] | null = null;
  #composed: DecodedSourceMap | null = null;

  constructor(makers: readonly (() => SourceMapInput)[]) {
    this.#makers = makers;
  }

  /** Where the learner wrote what stands there, or null for the compiler's own code. */
  trace(position: Position): Position | null {
    let { line, column } = position;
    for (const map of this.#maps()) {
      const found = originalPositionFor(map, { line, column: column - 1 });
      if (found.line === null) return null;
      line = found.line;
      column = found.column + 1;
    }
    return { line, column };
  }

  compose(): DecodedSourceMap {
    if (this.#composed === null) {
      const map = remapping([...this.#maps()], () => null, { decodedMappings: true });
      this.#composed = map as DecodedSourceMap;
    }
    return this.#composed;
  }

  #maps(): readonly TraceMap[] {
    this.#made ??= this.#makers.map((make) => new TraceMap(make()));
    // The makers hold the buffers of the rewrites, which are not needed any more.
    this.#makers = [];
    return this.#made;
  }
}
