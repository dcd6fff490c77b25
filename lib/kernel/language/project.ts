import { join, relative } from "node:path";
import type { NodeLibrary } from "./node-library.ts";
import { configsAbove } from "./tsconfig/index.ts";
import { webAssembly } from "./web-assembly.ts";

const CONFIG = "tsconfig.json";

/** The start of the name of every document that exists in the server only. */
export const PREFIX = "__cell_";

/** Options that a notebook has unless its tsconfig.json says otherwise. */
function defaults({ typeRoots }: NodeLibrary): object {
  return { strict: true, types: ["node"], typeRoots, jsx: "react" };
}

/** Options that cells need whatever the tsconfig.json says: how they are run, not how strictly. */
const CELLS = {
  // Or a document that is not reached yet makes the server load the project of a folder above.
  disableSolutionSearching: true,
  target: "esnext",
  module: "preserve",
  moduleResolution: "bundler",
  moduleDetection: "force",
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  esModuleInterop: true,
  allowJs: true,
  checkJs: false,
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  isolatedModules: false,
  isolatedDeclarations: false,
  erasableSyntaxOnly: false,
  verbatimModuleSyntax: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
  allowUnreachableCode: true,
  allowUnusedLabels: true,
  skipLibCheck: true,
};

/** What a project's own documents are made of. */
export interface ProjectOptions {
  library: NodeLibrary;
  /** The compiler options of the tsconfig.json that applies. */
  options: Record<string, unknown>;
  globals: string;
  /** The names of the documents that the project begins with. */
  roots: string[];
}

/**
 * The documents, never on the disk, that make a folder a project of ours: a tsconfig.json that
 * stands before the folder's own, and the globals. Name to text.
 */
export function projectDocuments(project: ProjectOptions): Map<string, string> {
  const { library, options, globals, roots } = project;
  // A `lib` of the notebook's own is TypeScript's to find.
  const ownLibrary = "lib" in options ? {} : { noLib: true };
  const libraries = "lib" in options ? [] : library.files;
  const wasm = webAssembly(options.lib);
  // By path: a tsconfig.json with `types` of its own must not take Node's away.
  const references = [...libraries, join(library.typeRoots[0], "node", "index.d.ts")]
    .map((file) => `/// <reference path="${file}" />\n`)
    .join("");
  const documents = new Map<string, string>();
  documents.set(
    CONFIG,
    JSON.stringify({
      compilerOptions: { ...defaults(library), ...options, ...CELLS, ...ownLibrary },
      files: [CONFIG, `${PREFIX}globals.d.ts`, ...roots],
    }),
  );
  documents.set(`${PREFIX}globals.d.ts`, `${references}${globals}\n${wasm}`);
  return documents;
}

/**
 * What a new server gets first. It updates its program with every document that is opened, which
 * is quick without libraries. A document that no project has reached yet would make it load the
 * whole projects of the folders above, which are masked for good, and then, for a project that it
 * makes up, the whole library of browsers: so every tsconfig.json is a file of its own project.
 */
export function bootstrapDocuments(directory: string, roots: string[]): Map<string, string> {
  const compilerOptions = { ...CELLS, noLib: true, types: [] };
  const mask = JSON.stringify({ compilerOptions, files: [CONFIG] });
  const masked = configsAbove(directory).map((path): [string, string] => [
    relative(directory, path),
    mask,
  ]);
  return new Map([
    ...masked.reverse(),
    [CONFIG, JSON.stringify({ compilerOptions, files: [CONFIG, ...roots] })],
  ]);
}
