// Records data/asked-twice.json: how many answers of lesson 5's net differ when it is asked twice in
// training mode, with gradients off, under thirty seeds. From the top of the checkout, half a minute:
//
//     npm run build && node data/record_asked_twice.js
import { renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { digits } from "dropout-lab/datasets";
import { BatchNorm1d, Dropout, Linear, ReLU, Sequential } from "dropout-lab/nn";
import { Adam } from "dropout-lab/optim";
import { manualSeed } from "dropout-lab/random";
import { noGrad, randperm } from "dropout-lab/tensor";
import { DataLoader, trainEpoch } from "dropout-lab/training";

const SEEDS = 30;
const EPOCHS = 8;

/** What the lesson does: it trains the net on 1,000 images, and asks it about the other 797. */
export function differingAnswers(/** @type {number} */ seed) {
  manualSeed(seed);
  const { images, labels } = digits();
  const order = randperm(1797);
  const x = images.div(16).indexSelect(0, order);
  const y = labels.indexSelect(0, order);
  const net = new Sequential(
    new Linear(64, 64),
    new BatchNorm1d(64),
    new ReLU(),
    new Dropout(0.5),
    new Linear(64, 10),
  );
  const learned = /** @type {const} */ ([x.slice(0, 1000), y.slice(0, 1000)]);
  const batches = new DataLoader(learned, { batchSize: 100, shuffle: true });
  const adam = new Adam(net.parameters(), { lr: 0.01 });
  for (let epoch = 0; epoch < EPOCHS; epoch++) trainEpoch(net, batches, adam);
  const ask = () => noGrad(() => net.forward(x.slice(1000)).argmax(1));
  const once = ask();
  return once.ne(ask()).sum().item();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const seeds = Array.from({ length: SEEDS }, (_, seed) => seed);
  const text = JSON.stringify({ seeds, differ: seeds.map(differingAnswers) });
  const path = fileURLToPath(new URL("asked-twice.json", import.meta.url));
  writeFileSync(`${path}.new`, `${text}\n`);
  renameSync(`${path}.new`, path);
}
