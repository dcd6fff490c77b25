import { readData } from "./read-data.ts";

/** Its whole name: an exporter finds by it what a page must bring along. */
const FILE = "diabetes.csv.gz";

/**
 * Efron's diabetes data as sklearn has them, not scaled: 442 patients with ten numbers each (`x`,
 * named by `features`: age in years, sex as 1 or 2, body mass index, blood pressure, and six blood
 * values), and how far the disease had progressed a year later (`y`, from 25 to 346). Source: Efron,
 * Hastie, Johnstone and Tibshirani, "Least Angle Regression", 2004.
 *
 * @example
 * ```ts
 * import { diabetes } from "dropout-lab/datasets";
 * const { x, y, features } = diabetes();
 * [x.length, features.length] // → [ 442, 10 ]
 * [features[2], x[0][2], y[0]] // → [ 'bmi', 32.1, 151 ]
 * ```
 */
export function diabetes(): { x: number[][]; y: number[]; features: string[] } {
  const text = new TextDecoder().decode(readData(FILE));
  const [head = "", ...lines] = text.trimEnd().split("\n");
  const rows = lines.map((line) => line.split(",").map(Number));
  return {
    x: rows.map((row) => row.slice(0, -1)),
    y: rows.map((row) => row.at(-1) as number),
    features: head.split(",").slice(0, -1),
  };
}
