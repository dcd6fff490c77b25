import { dropoutSeeds } from "../../../datasets/index.ts";
import { pairedInterval } from "../../../stats/index.ts";
import type { LessonClaims } from "../claim.ts";

const SRIVASTAVA = "[Srivastava et al. 2014](https://jmlr.org/papers/v15/srivastava14a.html)";

export const claims: LessonClaims = {
  lesson: "06-does-dropout-help",
  list() {
    const gain = (n: number, steps: number) => ({
      quantity: "error with dropout − without, points",
      measured: pairedInterval(errors(n, 0.5, steps), errors(n, 0, steps)),
    });
    return [
      {
        claim: "With 100 images dropout gains nothing",
        source: `${SRIVASTAVA}, section 7.4, on MNIST`,
        ...gain(100, 800),
        allows: { above: 0 },
      },
      {
        claim: "With 500 images dropout gains nothing",
        source: `${SRIVASTAVA}, section 7.4, on MNIST`,
        ...gain(500, 800),
        allows: { above: 0 },
      },
      {
        claim: "With 1,000 images dropout lowers the error",
        source: `${SRIVASTAVA}, section 7.4, on MNIST`,
        ...gain(1000, 800),
        allows: { below: 0 },
      },
      {
        claim: "With 500 images it lowers the error after half as many steps, too",
        source: "lesson 6",
        ...gain(500, 400),
        allows: { below: 0 },
      },
      {
        claim:
          "Learning with dropout is slower: after 200 steps with 500 images the error is higher",
        source: `${SRIVASTAVA}, section 11`,
        ...gain(500, 200),
        allows: { above: 0 },
      },
      {
        claim: "Dropout helps more with 100 images than with 1,000",
        source: "lesson 6, its reader's guess",
        quantity: "gain with 100 images − gain with 1,000, points",
        measured: pairedInterval(differences(1000), differences(100)),
        allows: { above: 0 },
      },
      {
        claim: "With 1,000 images dropout lowers the loss",
        source: "lesson 6",
        quantity: "loss with dropout − without",
        measured: pairedInterval(netsAt(1000, 0.5, 800).loss, netsAt(1000, 0, 800).loss),
        allows: { below: 0 },
        digits: 3,
      },
    ];
  },
};

function netsAt(n: number, p: number, steps: number) {
  const nets = dropoutSeeds().nets.find((one) => one.n === n && one.p === p && one.steps === steps);
  if (nets === undefined)
    throw new RangeError(`dropout-seeds.json: must hold ${n}, ${p}, ${steps}`);
  return nets;
}

/** In points, seed by seed. */
function errors(n: number, p: number, steps: number): number[] {
  const { tested } = dropoutSeeds();
  return netsAt(n, p, steps).wrong.map((count) => (100 * count) / tested);
}

function differences(n: number): number[] {
  const without = errors(n, 0, 800);
  return errors(n, 0.5, 800).map((error, i) => error - (without[i] ?? Number.NaN));
}
