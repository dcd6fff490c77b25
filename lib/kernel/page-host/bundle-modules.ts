import { existsSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { join, resolve } from "node:path";
import { build, type Message, type Plugin } from "esbuild";
import type { BundledModules } from "./messages.ts";

const BUILT_IN = new Set(builtinModules);

/**
 * Bundles what a notebook's cells import for its page, as one script whose modules are evaluated when
 * they are first imported; packages that use each other share their modules. What cannot be bundled
 * is named in `missing`. `directory` is the notebook's, `data` the files that
 * the packages read.
 */
export async function bundleModules(
  specifiers: readonly string[],
  { directory, data = {} }: { readonly directory: string; readonly data?: BundledModules["data"] },
): Promise<BundledModules> {
  const missing: Record<string, string> = {};
  const wanted: string[] = [];
  for (const specifier of new Set(specifiers)) {
    if (isBuiltIn(specifier)) missing[specifier] = noNode(specifier);
    else wanted.push(specifier);
  }
  // One after the other: what cannot be bundled must not keep the others out.
  const possible: string[] = [];
  for (const specifier of wanted) {
    const fault = await faultOf(specifier, directory);
    if (fault === undefined) possible.push(specifier);
    else missing[specifier] = `Cannot import "${specifier}" in a page: ${fault}`;
  }
  return { code: await bundle(possible, directory), missing, data };
}

async function faultOf(specifier: string, directory: string): Promise<string | undefined> {
  try {
    await bundle([specifier], directory);
    return undefined;
  } catch (error) {
    const [first] = (error as { errors?: Message[] }).errors ?? [];
    if (first === undefined) throw error;
    return notInstalled(specifier, directory) ?? first.text;
  }
}

/** What to do about a package that is not there; undefined if it is, or if none is meant. */
function notInstalled(specifier: string, directory: string): string | undefined {
  const [name] = /^(?:@[\w.-]+\/)?[a-z\d][\w.-]*(?=\/|$)/i.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  const folders = createRequire(resolve(directory, "cells.js")).resolve.paths(name) ?? [];
  if (folders.some((folder) => existsSync(join(folder, name)))) return undefined;
  return `its package is not installed; run "npm install ${name}" in the notebook's folder, and export it again`;
}

async function bundle(specifiers: readonly string[], directory: string): Promise<string> {
  const entries = specifiers.map((name) => {
    const text = JSON.stringify(name);
    return `${text}: () => import(${text})`;
  });
  const { outputFiles } = await build({
    stdin: { contents: `export default { ${entries.join(", ")} };`, resolveDir: directory },
    bundle: true,
    minify: true,
    keepNames: true,
    write: false,
    format: "iife",
    globalName: "bundled",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "inline",
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [withoutNode],
  });
  return `(() => { ${outputFiles[0]?.text ?? ""}\nreturn bundled.default; })()`;
}

/** What packages take of Node is missing only when they ask for it: many never do in a browser. */
const withoutNode: Plugin = {
  name: "without Node",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:node:)?[\w/]+$/ }, ({ path }) =>
      isBuiltIn(path) ? { path, namespace: "node" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "node" }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(noNode(path))});`,
    }));
  },
};

function isBuiltIn(specifier: string): boolean {
  return specifier.startsWith("node:") || BUILT_IN.has(specifier);
}

function noNode(specifier: string): string {
  return `Cannot import "${specifier}": a page has no Node; run the notebook on a kernel`;
}
