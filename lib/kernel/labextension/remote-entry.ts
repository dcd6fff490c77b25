/// <reference lib="dom" />
// What JupyterLab loads first, of every extension: a container as module federation defines it.
import type { Plugin, SharedPackages } from "./jupyterlab.ts";
import { type ShareScope, takeShared } from "./share-scope.ts";

/** The name of the file that holds the plugins; the build puts it here. */
declare const MAIN_FILE: string;

declare global {
  interface Window {
    _JUPYTERLAB?: Record<string, unknown>;
  }
}

interface Main {
  readonly SHARED_PACKAGES: readonly (keyof SharedPackages)[];
  createPlugins(shared: SharedPackages): Plugin[];
}

const { src } = document.currentScript as HTMLScriptElement;
let scope: ShareScope = {};

async function loadPlugins(): Promise<() => object> {
  const main: Main = await import(new URL(MAIN_FILE, src).href);
  const shared = await Promise.all(
    main.SHARED_PACKAGES.map(async (name) => [name, await takeShared(scope, name)]),
  );
  const plugins = main.createPlugins(Object.fromEntries(shared));
  return () => ({ __esModule: true, default: plugins });
}

window._JUPYTERLAB ??= {};
window._JUPYTERLAB["dropout-lab"] = {
  init: (shared: ShareScope) => {
    scope = shared;
  },
  get: loadPlugins,
};
