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
export { textOf } from "./text-of.ts";
