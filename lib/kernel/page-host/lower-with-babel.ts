import { type Lower, type Lowered, LoweringError } from "../cell/index.ts";

/** What this module needs of `@babel/standalone`. */
interface Babel {
  transform(source: string, options: object): { code?: string | null; map?: object | null };
}

interface BabelFault extends Error {
  /** The column is 0-based. */
  loc?: { line: number; column: number };
}

/** The `Lower` of pages: Babel, loaded by `load` when a cell first needs it. */
export function lowerWithBabel(load: () => unknown): Lower {
  let babel: Babel | undefined;
  return {
    // Only cells that need it otherwise bring it along: it lowers `using` too, for every browser.
    engineHasUsing: false,
    async transform(source, { jsx, lowerUsing }) {
      babel ??= load() as Babel;
      return lowered(babel, source, { jsx, lowerUsing });
    },
  };
}

function lowered(
  babel: Babel,
  source: string,
  { jsx, lowerUsing }: { readonly jsx: boolean; readonly lowerUsing: boolean },
): Lowered {
  // As TypeScript has it: whoever names where the functions come from means to import them.
  const isAutomatic = /@jsxImportSource\s/.test(source) && !/@jsxRuntime\s/.test(source);
  // What a later cell may use as a value is not dropped.
  const types = { allExtensions: true, isTSX: jsx, onlyRemoveTypeImports: true };
  const react = { runtime: isAutomatic ? "automatic" : "classic", throwIfNamespace: false };
  try {
    const { code, map } = babel.transform(source, {
      configFile: false,
      babelrc: false,
      sourceType: "module",
      sourceMaps: true,
      compact: false,
      parserOpts: { plugins: ["explicitResourceManagement", "decoratorAutoAccessors"] },
      presets: [
        ["typescript", { ...types, allowDeclareFields: true }],
        ...(jsx ? [["react", react]] : []),
      ],
      plugins: [
        ["proposal-decorators", { version: "2023-11" }],
        ...(lowerUsing ? ["transform-explicit-resource-management"] : []),
      ],
      highlightCode: false,
    });
    return { code: code ?? "", map: JSON.stringify(map) };
  } catch (error) {
    const { loc, message } = error as BabelFault;
    if (loc === undefined) throw error;
    const text = message
      .replace(/^(?:unknown(?: file)?|\/?[\w.]+): /, "")
      .replace(/\s*\(\d+:\d+\)[\s\S]*$/, "");
    throw new LoweringError(text, { line: loc.line, column: loc.column + 1 });
  }
}
