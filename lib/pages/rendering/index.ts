/**
 * The HTML of prose, outputs and figures, the same where a page is written and where its cells run: in
 * Node and in browsers. What differs there is a `Platform`.
 *
 * @module
 */
export { bytesOf } from "./base64.ts";
export { type Bundle, bundleHtml, type OutputContext } from "./bundle.ts";
export { drawableFigure, type Figure, withoutRemoteParts } from "./figure.ts";
export { type FigureData, type FigureDrawer, Figures } from "./figures/figures.ts";
export { isDark, onTheme } from "./figures/theme.ts";
export { shareFootnotes } from "./footnotes.ts";
export { contentsHtml, Headings } from "./headings.ts";
export { attributes, escapeHtml, scriptJson } from "./html.ts";
export { Mathematics } from "./mathematics.ts";
export { numberEquations } from "./number-equations.ts";
export { FIGURE } from "./output-figure.ts";
export { outputHtml, outputsHtml } from "./outputs.ts";
export { dataAddress, type Picture } from "./picture-address.ts";
export { pictureFault } from "./picture-faults.ts";
export { pictureType } from "./picture-type.ts";
export type { Dom, Platform } from "./platform.ts";
export { type ParsedProse, Prose, type Typesetter } from "./prose.ts";
export { createSanitizer, type Sanitizer } from "./sanitizer.ts";
export { terminalHtml } from "./terminal.ts";
export { compactScreen, settleScreen } from "./terminal-screen.ts";
