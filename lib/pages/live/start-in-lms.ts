import { live } from "./live.ts";
import { openLms } from "./scorm/index.ts";

// The whole of what a page of a SCORM package has more than others.
globalThis.dropoutLab = { live: (parts) => live(parts, openLms()) };
