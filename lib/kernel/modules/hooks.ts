import { readFile } from "node:fs/promises";
import type { InitializeHook, LoadHook, ResolveHook } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { MessagePort } from "node:worker_threads";
import { compileModule } from "../../cell/esbuild/index.ts";
import { findTsconfig } from "../../language/tsconfig/index.ts";
import { moduleVersion } from "./module-version.ts";
import { Reloads } from "./reloads.ts";
import { isLocal, resolveLocal } from "./resolve-local.ts";
import { Aliases } from "./tsconfig-aliases.ts";

// Node runs these hooks in a thread of its own, and loads them when a cell first imports a file.

/** A compiled local module, for whoever has to show a stack. */
export interface LoadedModule {
  url: string;
  path: string;
  source: string;
  /** A version 3 source map as JSON. */
  map: string;
}

/** What the hooks are registered with. */
export interface HooksData {
  loaded: MessagePort;
  /** Brings the news of imports. */
  news: MessagePort;
  directory: string;
}

let loaded: MessagePort | undefined;
let aliases: Aliases | undefined;
let reloads: Reloads | undefined;
let compilerOptions: Record<string, unknown> = {};

/** Called by Node with what `module.register` was given. */
export const initialize: InitializeHook<HooksData> = (data) => {
  loaded = data.loaded;
  // It must not keep the process alive.
  loaded.unref();
  aliases = new Aliases(data.directory);
  reloads = new Reloads(data.news);
  compilerOptions = findTsconfig(data.directory).options;
};

/** Finds local modules with or without extension, and gives edited ones a new URL. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const found = await find(specifier, context, next);
  return { ...found, url: reloads?.renew(found.url) ?? found.url };
};

const find: ResolveHook = (specifier, context, next) => {
  const { parentURL } = context;
  if (parentURL === undefined || !isOwnFile(parentURL)) return next(specifier, context);
  const path = isLocal(specifier)
    ? resolveLocal(specifier, dirname(fileURLToPath(parentURL)))
    : aliases?.resolve(specifier);
  // What is not there is reported by Node.
  if (path === undefined || /[\\/]node_modules[\\/]/.test(path)) return next(specifier, context);
  const url = `${pathToFileURL(path).href}?v=${moduleVersion(path)}`;
  if (!path.endsWith(".json")) return next(url, context);
  return { url, format: "json", importAttributes: { type: "json" }, shortCircuit: true };
};

/** Compiles local TypeScript. */
export const load: LoadHook = async (url, context, next) => {
  reloads?.loading(url);
  if (!isOwnFile(url) || !/\.[cm]?tsx?(\?|$)/.test(url)) return next(url, context);
  const path = fileURLToPath(url);
  const source = await readFile(path, "utf8");
  const { code, map } = await compileModule(source, { path, compilerOptions });
  const module: LoadedModule = { url, path, source, map };
  loaded?.postMessage(module);
  return { format: "module", source: code, shortCircuit: true };
};

function isOwnFile(url: string): boolean {
  return url.startsWith("file:") && !url.includes("/node_modules/");
}
