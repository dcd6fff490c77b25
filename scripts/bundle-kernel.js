import { buildSync } from "esbuild";

/**
 * Bundles what the kernel's two threads are made of into a few files, in the places of their first
 * ones: a kernel starts a sixth sooner than with a hundred small files. The packages that they use
 * stay outside. The chunks lie as deep in the build as `host` and `protocol` do, so
 * that what a module finds beside itself is still there.
 * @param {string} output the build's folder
 */
export function bundleKernel(output) {
  buildSync({
    absWorkingDir: output,
    entryPoints: ["host/host.js", "protocol/worker.js"],
    outbase: ".",
    outdir: ".",
    allowOverwrite: true,
    chunkNames: "protocol/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
  });
}
