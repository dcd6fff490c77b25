// For the scripts of the other rooms of this package only.
export { pagePolicy } from "./page-policy.ts";
export { addThemeButton } from "./theme.ts";
export { unpack, unpackText } from "./unpack.ts";
