import { dom } from "./dom.ts";
import { createSanitizer } from "./sanitizer.ts";

/** The sanitizer of a page that is written. */
export const cleanHtml = createSanitizer(dom);
