import type { PlainFigure } from "./drawing-room.ts";
import { type PictureOptions, PictureWorker } from "./picture-worker.ts";

export type { PlainFigure } from "./drawing-room.ts";
export { type PictureOptions, PictureWorker } from "./picture-worker.ts";

const worker = new PictureWorker(new URL("./worker.js", import.meta.url));

/** A figure as PNG, the same pixels for the same figure on every machine and Node. */
export function drawPicture(figure: PlainFigure, options: PictureOptions): Promise<Uint8Array> {
  return worker.draw(figure, options);
}

/** Starts the thread that draws, so that the first picture does not wait for it. */
export function warmUpPictures(): void {
  worker.warmUp();
}
