import { createSanitizer } from "../rendering/index.ts";
import { dom } from "./dom.ts";

/** The sanitizer of a page that is written. */
export const cleanHtml = createSanitizer(dom);
