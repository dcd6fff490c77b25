import { crowdRecording } from "../../../datasets/index.ts";
import { Generator } from "../../../random/index.ts";
import { rand, tensor } from "../../../tensor/index.ts";
import type { LessonClaims } from "../claim.ts";
import { powerAbove } from "../power-above.ts";

const SRIVASTAVA = "[Srivastava et al. 2014](https://jmlr.org/papers/v15/srivastava14a.html)";
const GAL = "after [Gal and Ghahramani 2016](https://arxiv.org/abs/1506.02142)";
const BALDI =
  "[Baldi and Sadowski 2013](https://papers.nips.cc/paper/2013/hash/71f6278d140af599e06ad9bf1ba03cb0-Abstract.html)";

export const claims: LessonClaims = {
  lesson: "07-crowd-in-one-net",
  list() {
    const found = crowdRecording();
    const finds = (score: string, task: string) => ({
      source: GAL,
      quantity: "area under the ROC curve, crowd − one run",
      measured: found.difference(`${score}Finds${task}`, `doubtFinds${task}`),
      allows: { above: 0 },
      digits: 3,
    });
    return [
      {
        claim: "A logistic unit in use is the normalised geometric mean of its members, exactly",
        source: BALDI,
        quantity: "difference over eleven p, 4,096 masks each, less than",
        measured: powerAbove(geometricGap()),
        allows: { below: 1e-11 },
      },
      {
        claim: "Fifty members, averaged, are as good as the scaled net to 0.25 points",
        source: `${SRIVASTAVA}, section 7.5, on MNIST`,
        quantity: "error of 50 members − in use, points",
        measured: found.difference("error50", "errorInUse"),
        allows: { above: -0.25, below: 0.25 },
      },
      {
        claim: "With more members than fifty their mean is a little better than the scaled net",
        source: `${SRIVASTAVA}, section 7.5, on MNIST`,
        quantity: "error of 100 members − in use, points",
        measured: found.difference("error100", "errorInUse"),
        allows: { below: 0 },
      },
      {
        claim: "A typical member of a small net is worse than the net in use",
        source: "lesson 7",
        quantity: "error of a member − in use, points",
        measured: found.difference("smallMemberError", "smallErrorInUse"),
        allows: { above: 0 },
        digits: 1,
      },
      {
        claim: "The doubt of a hundred members finds errors better than that of one run",
        ...finds("crowdDoubt", "Errors"),
      },
      {
        claim: "The members' disagreement finds errors better than the doubt of one run",
        ...finds("disagreement", "Errors"),
      },
      {
        claim:
          "The members' disagreement finds scrambled pictures better than the doubt of one run",
        ...finds("disagreement", "Scrambled"),
      },
      {
        claim: "The members' disagreement finds digits on their side better than a coin",
        source: GAL,
        quantity: "area under the ROC curve",
        measured: found.mean("disagreementFindsSideways"),
        allows: { above: 0.5 },
        digits: 3,
      },
    ];
  },
};

/** How far the unit of lesson 7 is from its crowd's normalised geometric mean. */
function geometricGap(): number {
  const bits = (m: number) => Array.from({ length: 12 }, (_, i) => (m >> i) & 1);
  const all = Array.from({ length: 4096 }, (_, m) => bits(m));
  const masks = tensor(all, { dtype: "float64" });
  const weights = rand([12], { dtype: "float64", generator: new Generator(3) })
    .mul(4)
    .sub(2);
  const inUse = weights.sum().sigmoid().item();
  const gaps = Array.from({ length: 11 }, (_, i) => {
    const p = i / 12;
    const chances = masks
      .mul(1 - 2 * p)
      .add(p)
      .log()
      .sum(1)
      .exp();
    const received = masks.matmul(weights).div(1 - p);
    const power = (o: typeof received) => o.log().mul(chances).sum().exp().item();
    // 1 - sigmoid(z) is sigmoid(-z), which loses no digits where the first is nearly 1.
    const [yes, no] = [power(received.sigmoid()), power(received.neg().sigmoid())];
    return Math.abs(yes / (yes + no) - inUse);
  });
  return Math.max(...gaps);
}
