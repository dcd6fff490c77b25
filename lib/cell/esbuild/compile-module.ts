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
}

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
    return await transform(source, optionsFor("esm", source, options));
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
  // Few cells need it, and nothing that waits for a promise would do.
  const esbuild = createRequire(import.meta.url)("esbuild") as typeof import("esbuild");
  const { path } = options;
  const define = Object.entries({
    url: pathToFileURL(path).href,
    filename: path,
    dirname: dirname(path),
  }).map(([name, value]) => [`import.meta.${name}`, JSON.stringify(value)]);
  try {
    return esbuild.transformSync(source, {
      ...optionsFor("cjs", source, options),
      define: Object.fromEntries(define),
    });
  } catch (error) {
    throw asSyntaxError(error, path);
  }
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
