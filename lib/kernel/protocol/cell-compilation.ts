import { lowerWithEsbuild } from "../cell/esbuild/index.ts";
import {
  CellCompiler,
  CellSyntaxError,
  type CompiledCell,
  isUnspecific,
  type ShellLine,
  withExpectation,
} from "../cell/index.ts";
import type { LanguageService } from "../language/index.ts";
import { findTsconfig } from "../language/tsconfig/index.ts";
import { HELPERS, OF_CELLS } from "../link/helper-names.ts";

/** The compiler of a session, which is there when the main thread has told its globals. */
export class CellCompilation {
  readonly compiler: Promise<CellCompiler>;
  /** What `compiler` resolved to, for who cannot wait for a promise. */
  now: CellCompiler | undefined;

  constructor(directory: string, globals: Promise<string[]>) {
    const lower = lowerWithEsbuild({ compilerOptions: findTsconfig(directory).options });
    this.compiler = globals.then((names) => {
      const options = { globals: names, helpers: HELPERS, ofCells: OF_CELLS, lower };
      this.now = new CellCompiler(options);
      return this.now;
    });
  }

  /** Compiles a source; what is no TypeScript is a result, too. */
  async compile(
    source: string,
    options: { url: string; shellLines?: readonly ShellLine[] },
  ): Promise<CompiledCell | CellSyntaxError> {
    try {
      return await (await this.compiler).compile(source, options);
    } catch (error) {
      if (error instanceof CellSyntaxError) return error;
      throw error;
    }
  }
}

/** The fault of a source, with what TypeScript expected there. */
export async function explainSyntaxError(
  error: CellSyntaxError,
  source: string,
  language: LanguageService | undefined,
): Promise<CellSyntaxError> {
  if (!isUnspecific(error)) return error;
  const [first] = (await language?.syntaxErrors(source)) ?? [];
  return withExpectation(error, source, first);
}
