/**
 * Runs the cells of a page: the page's side, for its script.
 *
 * @module
 */
export type { CellId, ClearMessage, DisplayData, DisplayMessage } from "../link/messages.ts";
export { KERNEL_FRAME } from "./kernel-frame.ts";
export type {
  Answer,
  BundledModules,
  CellError,
  CellOutput,
  CellResult,
  CommMessage,
  CompletedName,
  CompletedNames,
} from "./messages.ts";
export { PageKernel, type PageKernelOptions, type RunResult } from "./page-kernel.ts";
