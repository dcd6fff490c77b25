import { digits, logisticRecording } from "../../../datasets/index.ts";
import { LogisticRegression } from "../../../estimators/index.ts";
import { Generator } from "../../../random/index.ts";
import { meanInterval } from "../../../stats/index.ts";
import type { LessonClaims } from "../claim.ts";

export const claims: LessonClaims = {
  lesson: "10-no-learning-rate",
  list: () => [
    {
      claim: "Four solvers without a learning rate to set end at scikit-learn's optimum",
      source:
        "[scikit-learn's guide](https://scikit-learn.org/stable/modules/linear_model.html#logistic-regression)",
      quantity: "largest difference of a weight, threes and eights of the digits",
      measured: farthest(),
      allows: { below: 1e-6 },
    },
    {
      claim: "Newton's method takes about ten steps for 650 weights",
      source: "lesson 10",
      quantity: "iterations of scikit-learn's newton-cg on 500 digits, 20 draws",
      measured: meanInterval(logisticRecording().newtonOn500),
      allows: { below: 12 },
      digits: 1,
    },
  ],
};

/** The lesson's problem, by each solver, beside the recording. */
function farthest(): number {
  const { images, labels } = digits();
  const pixels = images.div(16).tolist() as number[][];
  const classes = Array.from(labels.data, Number);
  const pair = classes.flatMap((label, i) => (label === 3 || label === 8 ? [i] : []));
  const x = pair.map((i) => pixels[i] ?? []);
  const y = pair.map((i) => classes[i] ?? Number.NaN);
  const recorded = logisticRecording().threesAndEights.coef.flat();
  const solvers = ["lbfgs", "newton-cg", "sag", "saga"] as const;
  const gaps = solvers.flatMap((solver) => {
    const settings = { solver, C: 0.1, fitIntercept: false, tol: 1e-8 };
    const model = new LogisticRegression({ ...settings, generator: new Generator(0) }).fit(x, y);
    return model.coef.flat().map((weight, j) => Math.abs(weight - (recorded[j] ?? Number.NaN)));
  });
  return Math.max(...gaps);
}
