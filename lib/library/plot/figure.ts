import { displaySymbol, inspectSymbol, type MimeBundle, withMetadata } from "../display/index.ts";
import { onWhite } from "./style.ts";

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
const pictureWidth = 640;

/**
 * A Plotly figure as plain data. In a notebook it shows itself, live and as a PNG; its text is its
 * alt sentence.
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

  /** The figure as a Plotly mimetype renderer reads it. */
  toJSON(): { data: readonly Trace[]; layout: Layout; config: object } {
    const config = { displaylogo: false, responsive: true };
    return { data: this.data, layout: this.layout, config };
  }

  /**
   * The figure as PNG, 640 CSS pixels wide, on white; in Node only. `scale` is how many pixels of the
   * PNG a CSS pixel gets: 1 unless told.
   */
  async toPng({ scale = 1 }: { scale?: number } = {}): Promise<Uint8Array> {
    // Only now, and only in Node: a page has no use for it and no way to run it.
    const { drawPicture } = await import("./static/index.ts");
    const figure = { data: this.data, layout: onWhite(this.layout) };
    return drawPicture(figure, { width: pictureWidth, height: this.#height, scale });
  }

  /** The three stored forms: plotly JSON, PNG (in Node) and one sentence of text. */
  async [displaySymbol](): Promise<MimeBundle> {
    const live = {
      // Through JSON, so that what is shown now is what a stored notebook holds.
      "application/vnd.plotly.v1+json": JSON.parse(JSON.stringify(this)),
      "text/plain": this.alt,
    };
    if (!runsInNode()) return live;
    // Not sharper: the Plotly renderer of Python shows a stored picture in its own pixels, whatever
    // the metadata says, and cuts off what is wider than the cell.
    const png = Buffer.from(await this.toPng()).toString("base64");
    const picture = { width: pictureWidth, height: this.#height, alt: this.alt };
    return withMetadata({ ...live, "image/png": png }, { "image/png": picture });
  }

  [inspectSymbol](): string {
    return this.alt;
  }

  get #height(): number {
    return typeof this.layout.height === "number" ? this.layout.height : 400;
  }
}

/** A bundler's stand-in for `process` has no Node version. */
export function runsInNode(): boolean {
  return typeof globalThis.process?.versions?.node === "string";
}
