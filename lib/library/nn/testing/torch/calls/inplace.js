/** @import { Call } from "./call.js" */

/** What writes into a tensor or a view. @type {Call[]} */
export const INPLACE = [];
