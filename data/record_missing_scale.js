// Records what the missing scale does to trained nets: for twenty seeds and three drop probabilities a
// net trained with naive dropout, used as it is and scaled by 1 - p, and one trained with inverted
// dropout from the same weights on the same images. About five minutes on two cores:
//
//     npm test -- lib/library/datasets   (builds what is imported here)
//     node data/record_missing_scale.js
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { digits } from "dropout-lab/datasets";
import { Dropout, functional, Linear, Module, ReLU, Sequential } from "dropout-lab/nn";
import { Adam } from "dropout-lab/optim";
import { manualSeed } from "dropout-lab/random";
import { experiment } from "dropout-lab/stats";
import { rand, randperm } from "dropout-lab/tensor";
import { DataLoader, trainEpoch } from "dropout-lab/training";

const SEEDS = 20;
const RATES = [0.4, 0.5, 0.8];
const MEASURES = ["error", "loss", "overconfidence"];
const [TRAINING_IMAGES, EPOCHS, BATCH, LR] = [1000, 15, 64, 0.003];

/** Dropout without its scale; in use it multiplies by what it is told. */
class NaiveDropout extends Module {
  scaleInUse = 1;

  constructor(/** @type {number} */ p) {
    super();
    this.p = p;
  }

  /** @param {import("dropout-lab/tensor").Tensor<"float32">} x */
  forward(x) {
    return x.mul(this.training ? rand(x.shape).lt(1 - this.p) : this.scaleInUse);
  }
}

/** What a seed gives, by names such as "0.5 missing loss". */
export function run(/** @type {number} */ seed) {
  /** @type {Record<string, number>} */
  const found = {};
  for (const p of RATES) {
    const naive = [new NaiveDropout(p), new NaiveDropout(p)];
    const { judge } = train(seed, /** @type {[NaiveDropout, NaiveDropout]} */ (naive));
    note(found, `${p} missing`, judge());
    for (const layer of naive) layer.scaleInUse = 1 - p;
    note(found, `${p} scaled`, judge());
    note(found, `${p} inverted`, train(seed, [new Dropout(p), new Dropout(p)]).judge());
  }
  return found;
}

/**
 * Trains a net on 1,000 of the images, and gives back what judges it on the other 797.
 * @param {number} seed
 * @param {[NaiveDropout, NaiveDropout] | [Dropout, Dropout]} drops
 */
function train(seed, drops) {
  manualSeed(seed);
  const { images, labels } = digits();
  const order = randperm(images.shape[0] ?? 0);
  const [x, y] = [images.div(16).indexSelect(0, order), labels.indexSelect(0, order)];
  const net = new Sequential(
    new Linear(64, 256),
    new ReLU(),
    drops[0],
    new Linear(256, 256),
    new ReLU(),
    drops[1],
    new Linear(256, 10),
  );
  const data = /** @type {const} */ ([x.slice(0, TRAINING_IMAGES), y.slice(0, TRAINING_IMAGES)]);
  const loader = new DataLoader(data, { batchSize: BATCH, shuffle: true });
  const optimizer = new Adam(net.parameters(), { lr: LR });
  for (let epoch = 0; epoch < EPOCHS; epoch++) trainEpoch(net, loader, optimizer);
  net.eval();
  const [testX, testY] = [x.slice(TRAINING_IMAGES), y.slice(TRAINING_IMAGES)];
  return {
    judge() {
      const logits = net.forward(testX).detach();
      const wrong = logits.argmax(1).ne(testY).to("float32");
      const confidence = functional.softmax(logits, 1).max(1);
      const error = wrong.mean().item();
      return {
        error: 100 * error,
        loss: functional.crossEntropy(logits, testY).item(),
        overconfidence: 100 * (confidence.mean().item() - (1 - error)),
      };
    },
  };
}

/**
 * Five digits are enough for what scatters in the third.
 * @param {Record<string, number>} found @param {string} name @param {Record<string, number>} measures
 */
function note(found, name, measures) {
  for (const [measure, value] of Object.entries(measures)) {
    found[`${name} ${measure}`] = Number(value.toPrecision(5));
  }
}

if (isMainThread) {
  const seeds = Array.from({ length: SEEDS }, (_, seed) => seed);
  const { findings } = await experiment(
    seeds,
    { module: new URL(import.meta.url) },
    { onProgress: ({ done, total }) => console.log(`${done} of ${total}`) },
  );
  const runs = RATES.map((p) => {
    /** Of all seeds. @param {string} use */
    const of = (use) =>
      Object.fromEntries(
        MEASURES.map((measure) => [measure, findings.map((at) => at[`${p} ${use} ${measure}`])]),
      );
    return { p, missing: of("missing"), scaled: of("scaled"), inverted: of("inverted") };
  });
  const text = JSON.stringify({ seeds, runs }).replaceAll("],", "],\n");
  writeFileSync(new URL("missing-scale.json", import.meta.url), `${text}\n`);
}
