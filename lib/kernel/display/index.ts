export { marked } from "./ansi.ts";
export { codeFrame } from "./code-frame.ts";
export { createDisplays, type Displays } from "./displays.ts";
export {
  type ErrorOutput,
  errorOutput,
  type Frame,
  named,
  type Place,
  placeOf,
  syntaxErrorOutput,
} from "./error-output.ts";
export { tableOf } from "./html-table.ts";
export { inspectValue } from "./inspect-value.ts";
export { packagePlace } from "./package-frames.ts";
export { serializeError } from "./serialize-error.ts";
export { fromBundle, type ShowOptions, showValue } from "./show-value.ts";
export { lookAt, membersOf, summaryOf, valueAt } from "./value-members.ts";
