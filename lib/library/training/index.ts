/**
 * The training loop: batches of data, an epoch, and how well a net does.
 *
 * @module
 */

export { DataLoader, type DataLoaderOptions } from "./data-loader.ts";
export { type Batch, type Evaluation, evaluate, trainEpoch } from "./train-epoch.ts";
