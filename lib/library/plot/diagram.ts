import { displaySymbol, inspectSymbol, type MimeBundle, withMetadata } from "../display/index.ts";
import { runsInNode } from "./runs-in-node.ts";
import { storedPicture } from "./stored-picture.ts";

/**
 * The type of the SVG beside a PNG, as the exporter of pages knows it. Under SVG's own name nbconvert
 * would have Inkscape convert it for LaTeX and PDF, and fail where there is none.
 */
const BESIDE_PNG = "application/vnd.dropout-lab.diagram+xml";

/** What a diagram is made of. */
export interface DiagramParts {
  /** A whole SVG document that needs nothing else, with its own ground. */
  svg: string;
  /** In CSS pixels. */
  width: number;
  height: number;
  /** One sentence that says what the picture shows: the text of the diagram and its alt. */
  alt: string;
}

/**
 * A picture of shapes and words, as SVG. In a notebook it shows itself, as a PNG and, for exported
 * pages, as SVG; its text is its alt sentence.
 *
 * @example
 * ```ts
 * import { weightedSums } from "dropout-lab/plot";
 * const diagram = weightedSums({ inference: [1, 1] }, [1, 1], { title: "Two neurons" });
 * diagram.svg.startsWith("<svg") // → true
 * ```
 */
export class Diagram {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;

  constructor({ svg, width, height, alt }: DiagramParts) {
    this.svg = svg;
    this.width = width;
    this.height = height;
    this.alt = alt;
  }

  /**
   * The diagram as PNG, on white; in Node only. `scale` is how many pixels of the PNG a CSS pixel
   * gets: 1 unless told.
   *
   * @throws {Error} in a page, and where the optional packages that draw it are not installed; then
   * the message says what to install
   */
  async toPng({ scale = 1 }: { scale?: number } = {}): Promise<Uint8Array> {
    if (!runsInNode()) throw new Error("Diagram.toPng: must run in Node, got a page");
    // Only now: a page has no use for it.
    const { drawSvg } = await import("./static/index.ts");
    return drawSvg(this.svg, scale);
  }

  /**
   * The stored forms: a PNG, the SVG for exported pages, and one sentence of text. There is no PNG in
   * a page, and none where its optional packages lack, of which one warning tells.
   */
  async [displaySymbol](): Promise<MimeBundle> {
    const { svg, width, height, alt } = this;
    const picture = { width, height, alt };
    const png = runsInNode() ? await storedPicture(() => this.toPng()) : undefined;
    const drawn = { "text/plain": alt };
    if (png === undefined) {
      return withMetadata({ ...drawn, "image/svg+xml": svg }, { "image/svg+xml": picture });
    }
    // SVG may hold scripts, so not every viewer trusts it.
    return withMetadata(
      { ...drawn, "image/png": png, [BESIDE_PNG]: svg },
      { "image/png": picture, [BESIDE_PNG]: picture },
    );
  }

  [inspectSymbol](): string {
    return this.alt;
  }
}
