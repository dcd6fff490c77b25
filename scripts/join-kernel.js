import { buildSync } from "esbuild";

/**
 * Joins what the kernel's two threads are made of into a few files, in the places of their first
 * ones: a kernel starts a sixth sooner than with a hundred small files. The packages that they use
 * stay outside. The chunks lie as deep in the build as `kernel/host` and `kernel/protocol` do, so
 * that what a module finds beside itself is still there.
 * @param {string} output the build's folder
 */
export function joinKernel(output) {
  buildSync({
    absWorkingDir: output,
    entryPoints: ["kernel/host/host.js", "kernel/protocol/worker.js"],
    outbase: ".",
    outdir: ".",
    allowOverwrite: true,
    chunkNames: "kernel/protocol/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
  });
}
