export { marked } from "./ansi.ts";
export { codeFrame } from "./code-frame.ts";
export { tableOf } from "./html-table.ts";
export { inspectValue } from "./inspect-value.ts";
export { serializeError } from "./serialize-error.ts";
export { fromBundle, type ShowOptions, showValue } from "./show-value.ts";
