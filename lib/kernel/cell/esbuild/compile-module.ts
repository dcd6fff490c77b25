import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { TransformOptions } from "esbuild";
import { emitOptions } from "./emit-options.ts";
import { firstFault } from "./first-fault.ts";

/** A module's code for the running Node, with a version 3 source map as JSON. */
export interface CompiledModule {
  code: string;
  map: string;
}

export interface ModuleOptions {
  path: string;
  /** Those of a tsconfig. */
  compilerOptions?: Record<string, unknown>;
  /**
   * An expression for a function that makes the `require` of the module with a URL. An ES module has
   * none of its own; `__dirname` and `__filename` it gets in any case.
   */
  requireOf?: string;
}

/** How a compiled ES module names its `require`: nobody else ends a name so. */
const REQUIRE = "require\u200c";

/**
 * Compiles a TypeScript module to an ES module; imports that are used as types only are dropped.
 *
 * @throws {SyntaxError} that names the file, the line and the column
 */
export async function compileModule(
  source: string,
  options: ModuleOptions,
): Promise<CompiledModule> {
  const { transform } = await import("esbuild");
  try {
    return await transform(source, {
      ...optionsFor("esm", source, options),
      ...namesOfCommonJs(source, options),
    });
  } catch (error) {
    throw asSyntaxError(error, options.path);
  }
}

/**
 * Compiles a TypeScript or ES module to what `require` gives, without waiting.
 *
 * @throws {SyntaxError} that names the file, the line and the column; for a top-level await too,
 * which has no place in such a module
 */
export function compileCommonJs(source: string, options: ModuleOptions): CompiledModule {
  const { path } = options;
  const define = Object.entries({
    url: pathToFileURL(path).href,
    filename: path,
    dirname: dirname(path),
  }).map(([name, value]) => [`import.meta.${name}`, JSON.stringify(value)]);
  try {
    return loadEsbuild().transformSync(source, {
      ...optionsFor("cjs", source, options),
      define: Object.fromEntries(define),
    });
  } catch (error) {
    throw asSyntaxError(error, path);
  }
}

/**
 * Does nothing for right JSON.
 *
 * @throws {SyntaxError} that names the file, the line and the column
 */
export function checkJson(source: string, path: string): void {
  try {
    JSON.parse(source);
  } catch (error) {
    try {
      loadEsbuild().transformSync(source, { loader: "json", logLevel: "silent" });
    } catch (failure) {
      throw asSyntaxError(failure, path);
    }
    // It takes a little more for JSON than JSON.parse does.
    throw new SyntaxError(`${path}: ${(error as Error).message}`);
  }
}

/** Few cells need it, and nothing that waits for a promise would do everywhere. */
function loadEsbuild(): typeof import("esbuild") {
  return createRequire(import.meta.url)("esbuild") as typeof import("esbuild");
}

/** What a module that is written for CommonJS, or for bundlers, takes to be there. */
function namesOfCommonJs(source: string, { requireOf }: ModuleOptions): TransformOptions {
  const define = { __dirname: "import.meta.dirname", __filename: "import.meta.filename" };
  if (requireOf === undefined || !/\brequire\b/.test(source)) return { define };
  return {
    define: { ...define, require: REQUIRE },
    banner: `const ${REQUIRE} = ${requireOf}(import.meta.url);`,
  };
}

function optionsFor(
  format: "esm" | "cjs",
  source: string,
  { path, compilerOptions = {} }: ModuleOptions,
): TransformOptions & { sourcemap: "external" } {
  return {
    loader: path.endsWith("x") ? "tsx" : "ts",
    format,
    target: `node${process.versions.node}`,
    sourcemap: "external",
    sourcefile: path,
    sourcesContent: false,
    charset: "utf8",
    logLevel: "silent",
    tsconfigRaw: { compilerOptions: emitOptions(compilerOptions, source) },
  };
}

function asSyntaxError(error: unknown, path: string): unknown {
  const first = firstFault(error);
  if (first === undefined) return error;
  const text = /^Top-level await/.test(first.text)
    ? "must have no top-level await to be required, only to be imported"
    : first.text;
  return new SyntaxError(`${path}, line ${first.line}, column ${first.column}: ${text}`);
}
