/**
 * Runs the cells of a page: the page's side, for its script.
 *
 * @module
 */
export type { BundledModules, CellError, CellOutput, CellResult } from "./messages.ts";
export { PageKernel, type PageKernelOptions, type RunResult } from "./page-kernel.ts";
