import type { PlainFigure } from "./headless-plotly.ts";
import { requirePackages } from "./missing-packages.ts";
import { type PictureOptions, PictureWorker } from "./picture-worker.ts";

/** Not written into `new URL()`: there a bundler would take it for a file of the page. */
const SCRIPT = "./worker.js";

const worker = new PictureWorker(new URL(SCRIPT, import.meta.url));

/**
 * A figure as PNG, the same pixels for the same figure on every machine and Node.
 *
 * @throws {MissingPackagesError} when the optional packages that draw it are not installed
 */
export async function drawPicture(
  figure: PlainFigure,
  options: PictureOptions,
): Promise<Uint8Array> {
  requirePackages();
  return worker.draw(figure, options);
}

/** Starts the thread that draws, so that the first picture does not wait for it. */
export function warmUpPictures(): void {
  requirePackages();
  worker.warmUp();
}

/**
 * An SVG document as PNG, at `scale` pixels a CSS pixel, the same on every machine and Node.
 *
 * @throws {MissingPackagesError} when the optional packages that draw it are not installed
 */
export async function drawSvg(svg: string, scale: number): Promise<Uint8Array> {
  requirePackages();
  return worker.drawSvg(svg, { scale });
}
