/** What runs in a page too: a notebook's text, without the files and the kernel. */
export { formatNotebook } from "./format-notebook.ts";
export { parseNotebook } from "./parse-notebook.ts";
