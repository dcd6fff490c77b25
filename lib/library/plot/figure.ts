import { displaySymbol, inspectSymbol, type MimeBundle, withMetadata } from "../display/index.ts";
import { runsInNode } from "./runs-in-node.ts";
import { storedPicture } from "./stored-picture.ts";
import { onWhite } from "./style.ts";
import { warmUpInKernel } from "./warm-up.ts";

/** One Plotly trace as plain data: scatter or bar. */
export type Trace = { readonly type: "scatter" | "bar" } & Record<string, unknown>;

/** A Plotly layout as plain data. */
export type Layout = Record<string, unknown>;

/** What a figure is made of. */
export interface FigureParts {
  data: readonly Trace[];
  layout: Layout;
  /** One sentence that says what the picture shows: the text of the figure and the PNG's alt. */
  alt: string;
}

/** Fits the column of a notebook on any screen. */
const PICTURE_WIDTH = 640;

/**
 * A Plotly figure as plain data. In a notebook it shows itself, live and as a PNG; its text is its
 * alt sentence.
 *
 * @throws {TypeError} for a trace that is neither scatter nor bar
 *
 * @example
 * ```ts
 * import { Figure } from "dropout-lab/plot";
 * const kept = { type: "bar", x: ["kept", "dropped"], y: [60, 40] } as const;
 * const layout = { title: { text: "60 of 100 are kept" }, height: 300 };
 * new Figure({ data: [kept], layout, alt: "Bar chart: 60 kept, 40 dropped." }).alt
 * // → 'Bar chart: 60 kept, 40 dropped.'
 * ```
 */
export class Figure {
  readonly data: readonly Trace[];
  readonly layout: Layout;
  readonly alt: string;

  constructor({ data, layout, alt }: FigureParts) {
    const odd = data.find(({ type }) => type !== "scatter" && type !== "bar");
    if (odd !== undefined) {
      throw new TypeError(`Figure: traces must be of type scatter or bar, got ${odd.type}`);
    }
    this.data = data;
    this.layout = layout;
    this.alt = alt;
  }

  /**
   * The figure as a Plotly mimetype renderer reads it: traces, layout and configuration.
   *
   * @example
   * ```ts
   * import { maskStrip } from "dropout-lab/plot";
   * const { data } = maskStrip([1, 0, 1, 1, 0], { title: "One draw at p = 0.4" }).toJSON();
   * data.map(({ name }) => name) // → [ 'kept: 3', 'dropped: 2' ]
   * ```
   */
  toJSON(): { data: readonly Trace[]; layout: Layout; config: object } {
    const config = { displaylogo: false, responsive: true };
    return { data: this.data, layout: this.layout, config };
  }

  /**
   * The figure as PNG, 640 CSS pixels wide, on white; in Node only. `scale` is how many pixels of the
   * PNG a CSS pixel gets: 1 unless told.
   *
   * @throws {Error} in a page, and where the optional packages that draw it are not installed; then
   * the message says what to install
   */
  async toPng({ scale = 1 }: { scale?: number } = {}): Promise<Uint8Array> {
    if (!runsInNode()) throw new Error("Figure.toPng: must run in Node, got a page");
    // Only now: a page has no use for it.
    const { drawPicture } = await import("./static/index.ts");
    const figure = { data: this.data, layout: onWhite(this.layout) };
    return drawPicture(figure, { width: PICTURE_WIDTH, height: this.#height, scale });
  }

  /**
   * The three stored forms: plotly JSON, PNG and one sentence of text. There is no PNG in a page, and
   * none where its optional packages lack, of which one warning tells.
   */
  async [displaySymbol](): Promise<MimeBundle> {
    const live = {
      // Through JSON, so that what is shown now is what a stored notebook holds.
      "application/vnd.plotly.v1+json": JSON.parse(JSON.stringify(this)),
      "text/plain": this.alt,
    };
    if (!runsInNode()) return live;
    // Of one pixel a CSS pixel: the Plotly renderer of Python shows a stored picture in its own
    // pixels, whatever the metadata says, and cuts off what is wider than the cell.
    const png = await storedPicture(() => this.toPng());
    if (png === undefined) return live;
    const picture = { width: PICTURE_WIDTH, height: this.#height, alt: this.alt };
    return withMetadata({ ...live, "image/png": png }, { "image/png": picture });
  }

  [inspectSymbol](): string {
    return this.alt;
  }

  get #height(): number {
    return typeof this.layout.height === "number" ? this.layout.height : 400;
  }
}

// Here, and not with the first figure: between the cell that imports this and the cell that shows a
// figure there is time, between making a figure and showing it there is none.
warmUpInKernel();
