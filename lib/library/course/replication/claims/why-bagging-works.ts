import { type BaggingFinding, baggingRecording } from "../../../datasets/index.ts";
import { meanInterval } from "../../../stats/index.ts";
import type { LessonClaims } from "../claim.ts";

const BREIMAN = "[Breiman 1996](https://doi.org/10.1007/BF00058655)";
const HASTIE = "[Hastie et al. 2009](https://hastie.su.domains/ElemStatLearn/)";

export const claims: LessonClaims = {
  lesson: "09-why-bagging-works",
  list() {
    const found = baggingRecording();
    const ratio = (of: (one: BaggingFinding) => number) => meanInterval(found.findings.map(of));
    const gain = (name: string) => found.difference(`${name}Error25`, `${name}ErrorAlone`);
    return [
      {
        claim: "The mean of 25 trees with a study each has a 25th of the variance, to 10 %",
        source: "lesson 9",
        quantity: "variance of the mean / (σ² / 25)",
        measured: ratio(
          (one) => (25 * at(one, "independentVariance25")) / at(one, "treeVarianceAlone"),
        ),
        allows: { above: 0.9, below: 1.1 },
      },
      {
        claim: "The mean of 25 bagged trees has the variance ρσ² + (1 − ρ)σ²/25, to 10 %",
        source: `${HASTIE}, section 15.2`,
        quantity: "variance of the mean / formula",
        measured: ratio((one) => at(one, "treeVariance25") / foretold(one, 25)),
        allows: { above: 0.9, below: 1.1 },
      },
      {
        claim: "Bagging lowers the error of a regression tree",
        source: BREIMAN,
        quantity: "squared error, 25 bagged trees − one alone",
        measured: gain("tree"),
        allows: { below: 0 },
        digits: 0,
      },
      {
        claim: "Bagging leaves the bias of a tree as it is, to 5 %",
        source: `${HASTIE}, section 15.2`,
        quantity: "squared bias and noise, bagged / alone",
        measured: ratio((one) => at(one, "treeBias25") / at(one, "treeBiasAlone")),
        allows: { above: 0.95, below: 1.05 },
      },
      {
        claim: "A steady learner, the linear regression, gains nothing by bagging",
        source: BREIMAN,
        quantity: "squared error, 25 bagged − one alone",
        measured: gain("linear"),
        allows: { above: 0 },
        digits: 0,
      },
      {
        claim: "A stump gains less than a full tree",
        source: "lesson 9",
        quantity: "squared error gained, stump − tree",
        measured: ratio(
          (one) =>
            at(one, "stumpErrorAlone") -
            at(one, "stumpError25") -
            (at(one, "treeErrorAlone") - at(one, "treeError25")),
        ),
        allows: { below: 0 },
        digits: 0,
      },
      {
        claim: "The out-of-bag error is that of the test, to 10 %",
        source:
          "[Breiman 1996, Out-of-bag estimation](https://www.stat.berkeley.edu/~breiman/OOBestimation.pdf)",
        quantity: "out-of-bag error / test error, 27 trees",
        measured: ratio((one) => at(one, "oobError") / at(one, "oobTestError")),
        allows: { above: 0.9, below: 1.1 },
      },
    ];
  },
};

/** The formula's variance of the mean of B trees, from two others. */
function foretold(one: BaggingFinding, B: number): number {
  const [rho, sigma2] = [at(one, "treeRho"), at(one, "treeSigma2")];
  return rho * sigma2 + ((1 - rho) * sigma2) / B;
}

function at(one: BaggingFinding, name: string): number {
  return one[name] as number;
}
