/** The part of tslab's display API that is used here. */
export interface TslabDisplay {
  raw(type: string, data: string | Uint8Array): void;
}

/**
 * The display API of the tslab kernel that runs this process, or undefined when none does.
 *
 * A machine may hold several copies of tslab (a global one, one in each project), and only the
 * copy that executes cells can show anything: the others answer "Not ready". It is the one that
 * has been handed a way to write to the frontend, so it is looked for among the loaded modules and
 * nothing is loaded elsewhere: importing tslab costs half a second.
 */
export function runningTslabDisplay(): TslabDisplay | undefined {
  const module = globalThis.process?.getBuiltinModule?.("node:module");
  if (module === undefined) return undefined;
  const require = module.createRequire(import.meta.url);
  for (const [file, loaded] of Object.entries(require.cache)) {
    if (!/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file)) continue;
    if (loaded?.exports?.lastWriteDisplayData == null) continue;
    return require(file.replace(/jupyter\.js$/, "public.js")).display;
  }
  return undefined;
}
