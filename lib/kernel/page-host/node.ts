/**
 * Makes what a page needs to run its cells: for an exporter, in Node.
 *
 * @module
 */
export { bundleModules } from "./bundle-modules.ts";
export { bundledData } from "./bundled-data.ts";
export { type CellNeeds, cellNeeds } from "./cell-needs.ts";
export { contentPolicy, type PageWork } from "./content-policy.ts";
export { loweringScript } from "./lowering-script.ts";
export type { BundledModules } from "./messages.ts";
export { workerScript } from "./worker-script.ts";
