import { Mathematics } from "../rendering/index.ts";

// A script of its own, which only pages carry whose cells show mathematics: it is most of the size
// of all that shows outputs.
globalThis.dropoutLabMathematics = new Mathematics();
