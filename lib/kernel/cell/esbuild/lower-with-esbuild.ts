import { type Lower, LoweringError } from "../lower.ts";
import { emitOptions } from "./emit-options.ts";
import { firstFault } from "./first-fault.ts";

/**
 * The `Lower` of Node hosts: esbuild, with the running Node as its target. `compilerOptions` are those
 * of a tsconfig; what bears on the output is honoured (the `jsx` family, `experimentalDecorators`,
 * `useDefineForClassFields`). A pragma in the cell, `@jsx` or `@jsxImportSource`, wins over them.
 */
export function lowerWithEsbuild(
  options: { readonly compilerOptions?: Readonly<Record<string, unknown>> } = {},
): Lower {
  const given = options.compilerOptions ?? {};
  return {
    engineHasUsing: hasUsing(),
    async transform(source, { jsx, lowerUsing }) {
      // Few cells need it, and loading it would hold up every start.
      const { transform } = await import("esbuild");
      const lowered = transform(source, {
        loader: jsx ? "tsx" : "ts",
        format: "esm",
        target: `node${process.versions.node}`,
        supported: lowerUsing ? {} : { using: true },
        sourcemap: "external",
        sourcesContent: false,
        charset: "utf8",
        logLevel: "silent",
        // What a later cell may use as a value is not dropped.
        tsconfigRaw: {
          compilerOptions: { ...emitOptions(given, source), verbatimModuleSyntax: true },
        },
      });
      const { code, map } = await lowered.catch((error: unknown) => {
        const fault = firstFault(error);
        throw fault === undefined ? error : new LoweringError(fault.text, fault);
      });
      return { code, map };
    },
  };
}

function hasUsing(): boolean {
  try {
    // Only parsed, never called; `eval` would need a `using` of the engine's own to be asked.
    new Function("{ using nothing = null }");
    return true;
  } catch {
    return false;
  }
}
