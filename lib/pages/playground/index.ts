// For the other rooms of this package only.
export { runPlaygroundExport } from "./export-playground.ts";
export { playgroundPage } from "./playground-page.ts";
