/**
 * Plotly figures that show themselves in notebooks and on pages.
 *
 * @module
 */
export { beforeAfter } from "./before-after.ts";
export { Diagram, type DiagramParts } from "./diagram.ts";
export { type DifferencesOptions, differences } from "./differences.ts";
export { type DistributionOptions, distribution, distributions } from "./distribution.ts";
export { Figure, type FigureParts, type Layout, type Trace } from "./figure.ts";
export type { FigureText } from "./figure-layout.ts";
export { type LinePoint, type LinesOptions, lines } from "./lines.ts";
export { maskStrip } from "./mask-strip.ts";
export { palette } from "./style.ts";
export { weightedSums } from "./weighted-sums.ts";
