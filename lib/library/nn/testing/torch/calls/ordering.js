/** @import { Call } from "./call.js" */

/** Sorting, choosing, gathering, masks. @type {Call[]} */
export const ORDERING = [];
