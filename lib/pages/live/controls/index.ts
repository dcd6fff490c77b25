/**
 * The controls of cells that run in their page.
 *
 * @module
 */
export { INTERACT_TYPE } from "./interact-data.ts";
export { interactDrawer } from "./interact-view.ts";
export { PageComms } from "./page-comms.ts";
export { drawStoredControls } from "./stored-controls.ts";
