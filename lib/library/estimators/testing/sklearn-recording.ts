import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { diabetes } from "../../datasets/index.ts";

/** What sklearn's trees say, and null where it depends on their random state. */
interface Said {
  train: (number | null)[];
  test: (number | null)[];
}

/** `data/sklearn-regressors.json.gz`; `data/record_regressors.py` says what it holds. */
interface SklearnRecording {
  trees: (Said & {
    maxDepth: number | null;
    minSamplesLeaf: number;
    rows: number[] | null;
    columns: number[] | null;
    depth: number;
    leaves: number;
  })[];
  bagging: {
    maxDepth: number | null;
    minSamplesLeaf: number;
    samples: number[][];
    test: (number | null)[];
    oob: (number | null)[];
  }[];
  linear: { coef: number[]; intercept: number; test: number[] };
}

const FILE = new URL("../../../../data/sklearn-regressors.json.gz", import.meta.url);

export const recording = JSON.parse(gunzipSync(readFileSync(FILE)).toString()) as SklearnRecording;

const { x, y } = diabetes();
const every = (first: 0 | 1) => ({
  x: x.filter((_, i) => i % 2 === first),
  y: y.filter((_, i) => i % 2 === first),
});

/** The patients of which the recorded models learned. */
export const train = every(0);
/** The others. */
export const test = every(1);
