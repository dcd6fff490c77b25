import { regularisers } from "../../../datasets/index.ts";
import { Generator } from "../../../random/index.ts";
import { pairedInterval } from "../../../stats/index.ts";
import { rand, tensor } from "../../../tensor/index.ts";
import type { LessonClaims } from "../claim.ts";
import { powerAbove } from "../power-above.ts";

const SRIVASTAVA = "[Srivastava et al. 2014](https://jmlr.org/papers/v15/srivastava14a.html)";
const SZEGEDY = "[Szegedy et al. 2016](https://arxiv.org/abs/1512.00567)";

export const claims: LessonClaims = {
  lesson: "11-other-ways",
  list() {
    const { tested, results } = regularisers();
    const points = (name: string) =>
      results.values(`${name} wrong`).map((count) => (100 * count) / tested);
    const error = (way: string, other = "none") => ({
      quantity: `error with ${way} − ${other === "none" ? "without" : `with ${other}`}, points`,
      measured: pairedInterval(points(way), points(other)),
      allows: { below: 0 },
    });
    const loss = (way: string) => ({
      quantity: `loss with ${way} − without`,
      measured: results.difference(`${way} loss`, "none loss"),
      allows: { below: 0 },
      digits: 3,
    });
    return [
      {
        claim: "Dropout of a linear model's inputs is a ridge, exactly",
        source: "[Wager et al. 2013](https://arxiv.org/abs/1307.1493)",
        quantity: "relative difference of the losses over nine p, 64 masks each, less than",
        measured: powerAbove(ridgeGap()),
        allows: { below: 1e-11 },
      },
      {
        claim: "Pictures moved by a pixel lower the error",
        source: "[Simard et al. 2003](https://doi.org/10.1109/ICDAR.2003.1227801), on MNIST",
        ...error("augmentation"),
      },
      { claim: "Label smoothing lowers the error", source: SZEGEDY, ...error("label smoothing") },
      {
        claim: "What lowers the error lowers the loss: label smoothing",
        source: "lesson 11, its reader's guess",
        ...loss("label smoothing"),
      },
      {
        claim: "Noise on the inputs lowers the error",
        source: "after [Bishop 1995](https://doi.org/10.1162/neco.1995.7.1.108)",
        ...error("input noise"),
      },
      {
        claim: "Dropout lowers the error after 400 steps, too",
        source: `${SRIVASTAVA}, with longer training`,
        ...error("dropout"),
      },
      { claim: "Dropout lowers the loss after 400 steps", source: "lesson 11", ...loss("dropout") },
      {
        claim: "DropConnect has a lower error than dropout",
        source: "[Wan et al. 2013](https://proceedings.mlr.press/v28/wan13.html), on MNIST",
        ...error("DropConnect", "dropout"),
      },
      {
        claim: "Max-norm lowers the error, without dropout too",
        source: `${SRIVASTAVA}, section 5.1`,
        ...error("max-norm"),
      },
      {
        claim: "L2 lowers the error",
        source:
          "[Krogh and Hertz 1991](https://papers.nips.cc/paper/1991/hash/8eefcfdf5990e441f0fb6f3fad709e21-Abstract.html)",
        ...error("L2"),
      },
      {
        claim: "Early stopping lowers the error",
        source: "[Prechelt 1998](https://doi.org/10.1007/3-540-49430-8_3)",
        ...error("early stopping"),
      },
    ];
  },
};

/** How far the expected loss under dropout, over all masks of six inputs, is from the ridge's. */
function ridgeGap(): number {
  const generator = new Generator(11);
  const [x, w, y] = [[30, 6], [6], [30]].map((shape) =>
    rand(shape, { dtype: "float64", generator }).sub(0.5),
  ) as [Wide, Wide, Wide];
  const bits = (m: number) => Array.from({ length: 6 }, (_, j) => (m >> j) & 1);
  const all = Array.from({ length: 64 }, (_, m) => bits(m));
  const masks = tensor(all, { dtype: "float64" });
  const plain = x.matmul(w).sub(y).square().sum().item();
  const penalty = x.square().sum(0).mul(w.square()).sum().item();
  const gaps = Array.from({ length: 9 }, (_, i) => {
    const p = (i + 1) / 10;
    const chances = masks
      .mul(1 - 2 * p)
      .add(p)
      .log()
      .sum(1)
      .exp();
    const dropped = masks
      .unsqueeze(1)
      .mul(x)
      .div(1 - p)
      .reshape([-1, 6]);
    const errors = dropped.matmul(w).reshape([64, 30]).sub(y);
    const expected = errors.square().sum(1).mul(chances).sum().item();
    const ridge = plain + (p / (1 - p)) * penalty;
    return Math.abs(expected - ridge) / ridge;
  });
  return Math.max(...gaps);
}

type Wide = ReturnType<typeof rand<"float64">>;
