// Records what twenty seeds say about dropout: node record_dropout_seeds.js (writes
// dropout-seeds.json beside itself). A net of 64-256-256-10 on the digits, without dropout and with
// p = 0.5, is trained on 100, 500 and 1,000 images by equally many steps; then its wrong answers on
// 797 images that it has not seen are counted, and its loss is taken. It takes some minutes
// on two cores. Lesson 6 trains some of these nets again, and compares.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { digits } from "dropout-lab/datasets";
import { Dropout, Linear, ReLU, Sequential } from "dropout-lab/nn";
import { Adam } from "dropout-lab/optim";
import { Generator, manualSeed } from "dropout-lab/random";
import { experiment } from "dropout-lab/stats";
import { randperm } from "dropout-lab/tensor";
import { DataLoader, evaluate, trainEpoch } from "dropout-lab/training";

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const SIZES = [100, 500, 1000];
const RATES = [0, 0.5];
const STEPS = [200, 400, 800];
const TESTED = 797;

/** What one seed says: by `n p steps measure`, as in "100 0.5 800 wrong". @param {number} seed */
export function run(seed) {
  const { images, labels } = digits();
  const order = randperm(images.shape[0], { generator: new Generator(seed) });
  /** @param {number} from @param {number} to */
  const rows = (from, to) => {
    const chosen = order.slice(from, to);
    return [images.div(16).indexSelect(0, chosen), labels.indexSelect(0, chosen)];
  };
  const unseen = rows(1000, 1797);
  /** @type {Record<string, number>} */
  const found = {};
  for (const n of SIZES) {
    for (const p of RATES) {
      manualSeed(seed);
      const net = new Sequential(
        new Linear(64, 256), new ReLU(), new Dropout(p),
        new Linear(256, 256), new ReLU(), new Dropout(p),
        new Linear(256, 10),
      );
      const optimizer = new Adam(net.parameters());
      const generator = new Generator(seed);
      const batches = new DataLoader(rows(0, n), { batchSize: 50, shuffle: true, generator });
      let taken = 0;
      for (const steps of STEPS) {
        while (taken < steps) taken += trainEpoch(net, batches, optimizer).length;
        const { loss, accuracy } = evaluate(net, unseen);
        found[`${n} ${p} ${steps} wrong`] = Math.round((1 - accuracy) * TESTED);
        found[`${n} ${p} ${steps} loss`] = loss;
      }
    }
  }
  return found;
}

if (isMainThread) {
  const results = await experiment(SEEDS, { module: import.meta.url }, {
    onProgress: ({ done, total }) => console.log(`${done} of ${total} seeds`),
  });
  /** @param {number} loss */
  const rounded = (loss) => Number(loss.toFixed(4));
  /** @param {string} name */
  const values = (name) => [...results.values(name)];
  const nets = SIZES.flatMap((n) => STEPS.flatMap((steps) => RATES.map((p) => {
    const name = `${n} ${p} ${steps}`;
    return { n, steps, p, wrong: values(`${name} wrong`), loss: values(`${name} loss`).map(rounded) };
  })));
  const lines = nets.map((net) => `    ${JSON.stringify(net)}`).join(",\n");
  const text = `{\n  "seeds": ${JSON.stringify(SEEDS)},\n  "tested": ${TESTED},\n  "nets": [\n${lines}\n  ]\n}\n`;
  writeFileSync(new URL("dropout-seeds.json", import.meta.url), text);
}
