export { characterStart } from "./character-start.ts";
export { cutText } from "./cut-text.ts";
