/**
 * Runs the cells of a page: the worker in which they run, and the page's side of it.
 *
 * @module
 */
export { contentPolicy } from "./content-policy.ts";
export type { BundledModules, CellError, CellOutput, CellResult } from "./messages.ts";
export { PageKernel, type PageKernelOptions, type RunResult } from "./page-kernel.ts";
