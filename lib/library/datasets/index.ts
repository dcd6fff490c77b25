/**
 * The digits, and recordings of the real torch.
 *
 * @module
 */
export { digits } from "./digits.ts";
export { PAGE_DATA, readData } from "./read-data.ts";
export { type ArticleRecording, type ArticleRun, torchRecording } from "./torch-recording.ts";
