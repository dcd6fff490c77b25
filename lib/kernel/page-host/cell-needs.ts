import { lowerWithEsbuild } from "../cell/esbuild/index.ts";
import { CellCompiler, CellSyntaxError, type Lower } from "../cell/index.ts";

/** What a page must bring along for a cell. */
export interface CellNeeds {
  /** What the cell imports and loads: not what it names as types only. */
  readonly imports: readonly string[];
  /** Whether the cell has syntax that must be lowered, such as an enum, or `using`, which not every browser has. */
  readonly lowering: boolean;
}

/** Reads what a page must bring along for a cell. One that cannot be compiled needs nothing. */
export async function cellNeeds(source: string): Promise<CellNeeds> {
  let lowering = false;
  const lower: Lower = {
    engineHasUsing: false,
    async transform(...given) {
      const lowered = await lowerWithEsbuild().transform(...given);
      // What is wrong in every syntax is not made right by lowering.
      lowering = true;
      return lowered;
    },
  };
  try {
    const compiler = new CellCompiler({ globals: [], lower });
    const shellLines = compiler.shellLines(source);
    const { imports } = await compiler.compile(source, { url: "cell", shellLines });
    const loaded = imports.filter(({ typeOnly }) => !typeOnly);
    return { imports: loaded.map(({ specifier }) => specifier), lowering };
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    return { imports: [], lowering };
  }
}
