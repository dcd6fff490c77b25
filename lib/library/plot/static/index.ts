export { drawPicture, drawSvg, warmUpPictures } from "./draw-picture.ts";
export type { PlainFigure } from "./headless-plotly.ts";
export { MissingPackagesError, warnOnce } from "./missing-packages.ts";
export { type PictureOptions, PictureWorker } from "./picture-worker.ts";
