// Records data/regularisers.json: eight ways to regularise a net, and none, under twenty seeds. Some
// minutes on one core, from the top of the checkout:
//
//     npm run build && node data/record_regularisers.js
//
// A net of 64-128-128-10 learns from 500 of the digits, by 400 batches of 50 and Adam at 0.003. The
// strength of each way is chosen by two seeds of their own: the least errors on 500 other digits.
// Then twenty fresh seeds judge it on the last 797, which nothing else has looked at.
import { renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { digits } from "dropout-lab/datasets";
import { Dropout, functional, Linear, Module, ReLU, Sequential } from "dropout-lab/nn";
import { Adam } from "dropout-lab/optim";
import { Generator, manualSeed } from "dropout-lab/random";
import { experiment } from "dropout-lab/stats";
import { cat, noGrad, rand, randint, randnLike, randperm, scope, zeros } from "dropout-lab/tensor";
import { evaluate } from "dropout-lab/training";

export const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
export const TUNING_SEEDS = [101, 102];
export const STRENGTHS = {
  L2: [0.0001, 0.001, 0.01],
  dropout: [0.2, 0.35, 0.5],
  DropConnect: [0.2, 0.35, 0.5],
  "label smoothing": [0.05, 0.1, 0.2],
  "input noise": [0.1, 0.2, 0.4],
  "max-norm": [0.6, 0.9, 1.3],
  augmentation: [0.25, 0.5, 0.75],
};
const [SEEN, HELD, TESTED] = [500, 500, 797];
const [EPOCHS, BATCH, LR] = [40, 50, 0.003];

/** Drops weights where dropout drops what a neuron sends; one mask a batch. */
class DropConnect extends Module {
  constructor(linear, p) {
    super();
    this.linear = linear;
    this.p = p;
  }

  forward(x) {
    const weight = functional.dropout(this.linear.weight, {
      p: this.p,
      training: this.training,
    });
    return functional.linear(x, weight, this.linear.bias);
  }
}

function split(seed) {
  const { images, labels } = digits();
  const order = randperm(1797, { generator: new Generator(seed) });
  const rows = (from, count) => {
    const chosen = order.slice(from, from + count);
    return [images.div(16).indexSelect(0, chosen), labels.indexSelect(0, chosen)];
  };
  return { seen: rows(0, SEEN), held: rows(SEEN, HELD), test: rows(SEEN + HELD, TESTED) };
}

/** The pictures, then those moved by a pixel to each of eight sides, with zeros at the edge. */
function shifts(x) {
  const side = zeros([x.shape[0], 10, 10]);
  side.slice(1, 9, { dim: 1 }).slice(1, 9, { dim: 2 }).copy_(x.reshape([-1, 8, 8]));
  const moved = (down, right) =>
    side.slice(down, down + 8, { dim: 1 }).slice(right, right + 8, { dim: 2 }).reshape([-1, 64]);
  const sides = [[0, 0], [0, 1], [0, 2], [1, 0], [1, 2], [2, 0], [2, 1], [2, 2]];
  return cat([x, ...sides.map(([down, right]) => moved(down, right))]);
}

function build(way, strength) {
  const layers = [[64, 128], [128, 128], [128, 10]].map(([from, to]) => new Linear(from, to));
  const [first, second, last] = layers;
  const drop = () => new Dropout(way === "dropout" ? strength : 0);
  const thin = (linear) => (way === "DropConnect" ? new DropConnect(linear, strength) : linear);
  const net = new Sequential(
    first, new ReLU(), drop(), thin(second), new ReLU(), drop(), thin(last),
  );
  return { net, layers };
}

/** @param {(net: Module) => void} afterEpoch */
export function train(seed, way, strength, afterEpoch = () => {}) {
  const { seen: [x, y] } = split(seed);
  manualSeed(seed);
  const { net, layers } = build(way, strength);
  const weightDecay = way === "L2" ? strength : 0;
  const labelSmoothing = way === "label smoothing" ? strength : 0;
  const optimizer = new Adam(net.parameters(), { lr: LR, weightDecay });
  const generator = new Generator(seed);
  const pictures = way === "augmentation" ? shifts(x) : x;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const order = randperm(SEEN, { generator });
    for (let at = 0; at < SEEN; at += BATCH) {
      scope(() => {
        const chosen = order.slice(at, at + BATCH);
        let rows = chosen;
        if (way === "augmentation") {
          const moves = randint(1, 9, [BATCH]).mul(rand([BATCH]).lt(strength));
          rows = chosen.add(moves.mul(SEEN));
        }
        let input = pictures.indexSelect(0, rows);
        if (way === "input noise") input = input.add(randnLike(input).mul(strength));
        optimizer.zeroGrad();
        const answers = net.forward(input);
        functional.crossEntropy(answers, y.indexSelect(0, chosen), { labelSmoothing }).backward();
        optimizer.step();
        optimizer.zeroGrad();
        if (way === "max-norm") for (const { weight } of layers) limit(weight, strength);
      });
    }
    afterEpoch(net);
  }
  return net;
}

/** Shortens what a neuron weighs its inputs by to a length of at most c. */
function limit(weight, c) {
  noGrad(() => {
    const length = weight.square().sum(1, { keepdim: true }).sqrt();
    weight.div_(length.div(c).clamp(1, Number.POSITIVE_INFINITY));
  });
}

const wrong = (accuracy, of) => Math.round((1 - accuracy) * of);

/** How many of the held digits each strength of each way gets wrong. */
export function tune(seed) {
  const { held } = split(seed);
  const found = {};
  for (const [way, strengths] of Object.entries(STRENGTHS)) {
    for (const strength of strengths) {
      const { accuracy } = evaluate(train(seed, way, strength), held);
      found[`${way} ${strength}`] = wrong(accuracy, HELD);
    }
  }
  return found;
}

/** The strength with the least errors in sum; of equal ones the first, which is the weakest but for max-norm. */
export function choose(tuned) {
  return Object.fromEntries(Object.entries(STRENGTHS).map(([way, strengths]) => {
    const sums = strengths.map((s) =>
      tuned.reduce((sum, found) => sum + found[`${way} ${s}`], 0));
    return [way, strengths[sums.indexOf(Math.min(...sums))]];
  }));
}

/** What each way gets wrong of the test digits, and its loss there, by names such as "L2 wrong". */
export function judge(seed, chosen) {
  const { held, test } = split(seed);
  const found = {};
  const note = (way, { loss, accuracy }) => {
    found[`${way} wrong`] = wrong(accuracy, TESTED);
    found[`${way} loss`] = Number(loss.toFixed(4));
  };
  // Early stopping is the net without any way, as it was when its loss on the held digits was least.
  let best = { loss: Number.POSITIVE_INFINITY };
  let stopped;
  const plain = train(seed, "none", 0, (net) => {
    const { loss } = evaluate(net, held);
    if (loss < best.loss) [best, stopped] = [{ loss }, evaluate(net, test)];
  });
  note("none", evaluate(plain, test));
  note("early stopping", stopped);
  for (const [way, strength] of Object.entries(chosen)) {
    note(way, evaluate(train(seed, way, strength), test));
  }
  return found;
}

export function textOf(tuned, chosen, seeds, findings) {
  const lines = (list) => list.map((one) => JSON.stringify(one)).join(",\n");
  return `{"tested":${TESTED},"chosen":${JSON.stringify(chosen)},
"tuned":[\n${lines(tuned)}\n],
"seeds":${JSON.stringify(seeds)},
"findings":[\n${lines(findings)}\n]}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const onProgress = ({ done, total }) => console.error(`${done} of ${total}`);
  const { findings: tuned } = await experiment(TUNING_SEEDS, tune, { onProgress });
  const chosen = choose(tuned);
  const judged = await experiment(SEEDS, (seed) => judge(seed, chosen), { onProgress });
  const path = fileURLToPath(new URL("regularisers.json", import.meta.url));
  writeFileSync(`${path}.new`, textOf(tuned, chosen, judged.seeds, judged.findings));
  renameSync(`${path}.new`, path);
}
