import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

// The sources in the tests, what tsc made of them in the build.
const ending = import.meta.url.endsWith(".ts") ? "ts" : "js";
const besideThis = (path: string) => fileURLToPath(new URL(`./${path}.${ending}`, import.meta.url));

/** Puts browsers' stand-ins in the place of what only Node has. */
const standIns: Plugin = {
  name: "stand-ins",
  setup({ onResolve }) {
    onResolve({ filter: /^node:util$/ }, () => ({ path: besideThis("stand-ins/node-util") }));
    onResolve({ filter: /\/proxy-target\.[jt]s$/ }, () => ({
      path: besideThis("stand-ins/proxies"),
    }));
  },
};

/** The script of the worker in which a page runs cells: a classic one, for pages from disk. */
export function workerScript(): Promise<string> {
  return bundleWorker(besideThis("worker"));
}

/** Bundles a worker's entry. */
export async function bundleWorker(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    define: { "process.env": "{}" },
    plugins: [standIns],
  });
  return outputFiles[0]?.text ?? "";
}
