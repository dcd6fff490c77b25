/**
 * Reports what is done in a lesson to a learning management system, by SCORM 1.2.
 *
 * @module
 */
export { type Lms, openLms } from "./lms.ts";
