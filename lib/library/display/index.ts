/**
 * How a value shows itself in a notebook.
 *
 * @module
 */
export { consoleText } from "./console-text.ts";
export { display } from "./display.ts";
export type { Displayable, MimeBundle, MimeMetadata } from "./mime-bundle.ts";
export {
  displaySymbol,
  inspectSymbol,
  isDisplayable,
  metadataOf,
  metadataSymbol,
  withMetadata,
} from "./mime-bundle.ts";
