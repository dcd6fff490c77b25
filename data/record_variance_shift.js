// Records data/variance-shift.json: what dropout beside BatchNorm costs nets on the digits, under
// fifteen seeds: they drop before each norm, after each, after the last one only, or not at all.
// From the top of the checkout, about two minutes on two cores:
//
//     npm run build && node data/record_variance_shift.js
import { renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { digits } from "dropout-lab/datasets";
import { BatchNorm1d, Dropout, functional, LayerNorm, Linear, ReLU, Sequential } from "dropout-lab/nn";
import { Adam } from "dropout-lab/optim";
import { Generator, manualSeed } from "dropout-lab/random";
import { experiment } from "dropout-lab/stats";
import { noGrad, randperm } from "dropout-lab/tensor";
import { DataLoader, evaluate, trainEpoch } from "dropout-lab/training";

const SEEDS = Array.from({ length: 15 }, (_, i) => i + 1);
const EPOCHS = 20;

/** How many hidden layers there are, and how many units each of them has. */
const [DEPTH, WIDTH] = [4, 64];

/** What stands behind the ReLU of a hidden layer, by the name of the net. */
const NETS = {
  none: () => [new BatchNorm1d(WIDTH)],
  before: () => [new Dropout(0.5), new BatchNorm1d(WIDTH)],
  after: () => [new BatchNorm1d(WIDTH), new Dropout(0.5)],
  last: (i) => [new BatchNorm1d(WIDTH), ...(i === DEPTH - 1 ? [new Dropout(0.5)] : [])],
  layer: () => [new LayerNorm(WIDTH)],
  layerDropout: () => [new Dropout(0.5), new LayerNorm(WIDTH)],
};

/** What one seed says, by net and measure, as in "before error". */
export function run(seed) {
  const { seen, unseen } = split(seed);
  const found = {};
  for (const [name, behind] of Object.entries(NETS)) {
    manualSeed(seed);
    const layers = Array.from({ length: DEPTH }, (_, i) => [
      new Linear(64, WIDTH), new ReLU(), ...behind(i),
    ]);
    const net = new Sequential(...layers.flat(), new Linear(WIDTH, 10));
    const generator = new Generator(seed);
    const batches = new DataLoader(seen, { batchSize: 50, shuffle: true, generator });
    const optimizer = new Adam(net.parameters());
    for (let epoch = 0; epoch < EPOCHS; epoch++) trainEpoch(net, batches, optimizer);
    Object.assign(found, judge(name, net.eval(), unseen));
    const norms = net.modules().filter((module) => module instanceof BatchNorm1d);
    if (norms.length === 0) continue;
    ratios(net, seen[0]).forEach((ratio, i) => {
      found[`${name} ratio${i + 1}`] = ratio;
    });
    recalibrate(net, norms, seen[0]);
    Object.assign(found, judge(`${name} recalibrated`, net, unseen));
  }
  return found;
}

function split(seed) {
  const { images, labels } = digits();
  const order = randperm(1797, { generator: new Generator(seed) });
  const rows = (from, to) => {
    const chosen = order.slice(from, to);
    return [images.div(16).indexSelect(0, chosen), labels.indexSelect(0, chosen)];
  };
  return { seen: rows(0, 1000), unseen: rows(1000, 1797) };
}

/** The error in per cent, the loss, and how sure the net is on average, in per cent. */
function judge(name, net, [x, y]) {
  const { loss, accuracy } = evaluate(net, [x, y]);
  const sure = noGrad(() => functional.softmax(net.forward(x), 1).max(1).mean().item());
  return {
    [`${name} error`]: 100 * (1 - accuracy),
    [`${name} loss`]: loss,
    [`${name} sure`]: 100 * sure,
  };
}

/**
 * The variance that each BatchNorm runs with, over the one that it meets in evaluation on the images
 * that were seen. Both are sums over its units, since a dead unit has no ratio.
 */
function ratios(net, x) {
  const found = [];
  noGrad(() => {
    let h = x;
    for (const layer of net.children()) {
      if (layer instanceof BatchNorm1d) {
        found.push(layer.runningVar.sum().item() / h.var(0).sum().item());
      }
      h = layer.forward(h);
    }
  });
  return found;
}

/** The running values become those of the images that were seen, with dropout off. */
function recalibrate(net, norms, x) {
  net.eval();
  for (const norm of norms) {
    norm.resetRunningStats();
    norm.momentum = null;
    norm.train();
  }
  noGrad(() => net.forward(x));
  net.eval();
}

if (isMainThread && process.argv[1] === fileURLToPath(import.meta.url)) {
  const { findings } = await experiment(SEEDS, { module: import.meta.url }, {
    onProgress: ({ done, total }) => console.error(`${done} of ${total} seeds`),
  });
  const rounded = findings.map((found) =>
    Object.fromEntries(Object.entries(found).map(([name, value]) => [name, Number(value.toFixed(4))])),
  );
  const path = fileURLToPath(new URL("variance-shift.json", import.meta.url));
  const text = JSON.stringify({ seeds: SEEDS, findings: rounded });
  writeFileSync(`${path}.new`, `${text}\n`);
  renameSync(`${path}.new`, path);
}
