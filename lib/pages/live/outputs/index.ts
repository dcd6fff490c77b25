/**
 * What a cell that runs in its page shows.
 *
 * @module
 */
export { OutputArea } from "./output-area.ts";
export type { Display, DrawsDisplay, OutputAreaContext } from "./output-area-context.ts";
