import type { Finding, Run } from "./run.ts";

/** A module's address and the name of the function in it. */
export interface RunPlace {
  readonly url: string;
  readonly name: string;
}

/** Imports the function. @throws {TypeError} when the module exports no such function */
export async function loadRun({ url, name }: RunPlace): Promise<Run<Finding>> {
  const module = (await import(/* @vite-ignore */ /* webpackIgnore: true */ url)) as Record<
    string,
    unknown
  >;
  const run = module[name];
  if (typeof run !== "function") {
    throw new TypeError(`${url}: must export a function ${name}, got ${typeof run}`);
  }
  return run as Run<Finding>;
}

/** What `import` takes for a URL, a path (relative to the working directory) or a package. */
export function urlOf(module: string | URL): string {
  const text = String(module);
  if (!/^(\.{0,2}[\\/]|[A-Za-z]:[\\/])/.test(text)) return text;
  const url = globalThis.process?.getBuiltinModule?.("node:url");
  const path = globalThis.process?.getBuiltinModule?.("node:path");
  return url && path ? url.pathToFileURL(path.resolve(text)).href : text;
}
