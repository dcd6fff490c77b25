export { dropout, dropoutNoise } from "./dropout";
export * from "./elementwise";
export { matmul, matmulScratch } from "./matmul";
export { dropoutMkl, dropoutMklNoise } from "./mcg31";
export { accumulate } from "./reduce";
export { addRow, sumRows } from "./rows";
export { adam, sgd } from "./steps";
export { loadState, storeState } from "./twister";
export { rand } from "./uniform";
