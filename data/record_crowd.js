// Records data/crowd.json: what the members of a trained net's crowd do, alone and averaged, beside
// the scaled net, under twenty seeds. From the top of the checkout, about ten minutes on two cores:
//
//     npm run build && node data/record_crowd.js
import { renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { digits } from "dropout-lab/datasets";
import { Dropout, functional, Linear, ReLU, Sequential } from "dropout-lab/nn";
import { Adam } from "dropout-lab/optim";
import { Generator, manualSeed } from "dropout-lab/random";
import { experiment } from "dropout-lab/stats";
import { noGrad, randperm, scope, tensor, zeros } from "dropout-lab/tensor";
import { DataLoader, trainEpoch } from "dropout-lab/training";

const P = 0.5;
const EPOCHS = 30;
const PASSES = 100;
const AVERAGED = [1, 2, 5, 10, 20, 50, 100];

/** What one seed decides about: the split, the nets, their training, and the masks of members. */
export function run(seed) {
  return { ...ofLargeNet(seed), ...ofSmallNet(seed) };
}

/** Of the net with two layers of 256 units a hundred members are drawn. */
export function ofLargeNet(seed) {
  manualSeed(seed);
  const { train, test } = split();
  const net = new Sequential(
    new Linear(64, 256), new ReLU(), new Dropout(P),
    new Linear(256, 256), new ReLU(), new Dropout(P),
    new Linear(256, 10),
  );
  learn(net, train, 0.001);
  return noGrad(() => measure(net, test));
}

/** Of the lesson's own net, with one layer of 12 units, all members are asked. */
export function ofSmallNet(seed) {
  manualSeed(seed);
  const { train, test: [x, y] } = split();
  const [hear, say] = [new Linear(64, 12), new Linear(12, 10)];
  const net = new Sequential(hear, new ReLU(), new Dropout(P), say);
  learn(net, train, 0.01);
  return noGrad(() => {
    const bits = (m) => Array.from({ length: 12 }, (_, i) => (m >> i) & 1);
    const masks = tensor(Array.from({ length: 4096 }, (_, m) => bits(m)), { dtype: "float32" });
    const scaled = probabilities(net.eval(), x);
    const hidden = hear.forward(x).relu().mul(1 / (1 - P));
    const wrong = zeros([4096]);
    const averages = y.tolist().map((label, i) =>
      scope(() => {
        const sent = hidden.at(i).unsqueeze(1).mul(say.weight.t());
        const answers = functional.softmax(masks.matmul(sent).add(say.bias), 1);
        wrong.add_(answers.argmax(1).ne(label).to("float32"));
        return answers.mean(0).tolist();
      }),
    );
    const shares = wrong.mul(100 / averages.length).tolist();
    const error = (answers) => errorOf(answers, y.tolist());
    return {
      smallErrorInUse: error(scaled),
      smallMemberError: mean(shares),
      smallBestError: Math.min(...shares),
      smallCrowdError: error(averages),
    };
  });
}

function split() {
  const { images, labels } = digits();
  const order = randperm(1797);
  const x = images.indexSelect(0, order).div(16);
  const y = labels.indexSelect(0, order);
  return { train: [x.slice(0, 1000), y.slice(0, 1000)], test: [x.slice(1000), y.slice(1000)] };
}

function learn(net, train, lr) {
  const optimizer = new Adam(net.parameters(), { lr });
  const batches = new DataLoader(train, { batchSize: 64, shuffle: true });
  for (let epoch = 0; epoch < EPOCHS; epoch++) trainEpoch(net, batches, optimizer);
}

function measure(net, [x, y]) {
  const labels = y.tolist();
  const error = (answers) => errorOf(answers, labels);
  const loss = (answers) => mean(answers.map((answer, i) => -Math.log(answer[labels[i]])));
  const scaled = probabilities(net.eval(), x);
  const members = Array.from({ length: PASSES }, () => probabilities(net.train(), x));

  const found = { errorInUse: error(scaled), lossInUse: loss(scaled) };
  for (const k of AVERAGED) {
    const groups = Array.from({ length: PASSES / k }, (_, g) => average(members.slice(g * k, g * k + k)));
    found[`error${k}`] = mean(groups.map(error));
    found[`loss${k}`] = mean(groups.map(loss));
  }

  // Which digits does the net get wrong? And which pictures are no digits? Pixels in random places
  // have the digits' greys and no shape; digits on their side have strokes where training showed none.
  const crowd = average(members);
  const faults = areWrong(scaled, labels);
  found.doubtFindsErrors = auroc(scaled.map(entropy), faults);
  found.crowdDoubtFindsErrors = auroc(crowd.map(entropy), faults);
  found.disagreementFindsErrors = auroc(disagreement(members, crowd), faults);
  const strange = {
    Scrambled: x.indexSelect(1, randperm(64, { generator: new Generator(0) })),
    Sideways: x.reshape([-1, 8, 8]).transpose(1, 2).reshape([-1, 64]),
  };
  for (const [name, pictures] of Object.entries(strange)) {
    const alone = probabilities(net.eval(), pictures);
    const many = Array.from({ length: PASSES }, () => probabilities(net.train(), pictures));
    const together = average(many);
    const are = [...labels.map(() => false), ...labels.map(() => true)];
    found[`doubtFinds${name}`] = auroc([...scaled, ...alone].map(entropy), are);
    found[`crowdDoubtFinds${name}`] = auroc([...crowd, ...together].map(entropy), are);
    found[`disagreementFinds${name}`] = auroc(
      [...disagreement(members, crowd), ...disagreement(many, together)], are,
    );
  }
  return found;
}

function probabilities(net, x) {
  return functional.softmax(net.forward(x), 1).tolist();
}

function average(members) {
  return members[0].map((row, i) => row.map((_, c) => mean(members.map((member) => member[i][c]))));
}

/** How unsure an answer is, in nats. */
function entropy(answer) {
  return -answer.reduce((sum, q) => sum + (q > 0 ? q * Math.log(q) : 0), 0);
}

/** How much of the crowd's doubt is its members' quarrel: theirs alone is taken away. */
function disagreement(members, crowd) {
  return crowd.map((answer, i) => entropy(answer) - mean(members.map((member) => entropy(member[i]))));
}

/** How often a score is higher where it should be, of all pairs of one that should and one not. */
function auroc(scores, should) {
  const yes = scores.filter((_, i) => should[i]);
  const no = scores.filter((_, i) => !should[i]);
  let wins = 0;
  for (const a of yes) for (const b of no) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (yes.length * no.length);
}

function areWrong(answers, labels) {
  return answers.map((answer, i) => answer.indexOf(Math.max(...answer)) !== labels[i]);
}

/** In per cent. */
function errorOf(answers, labels) {
  return (100 * areWrong(answers, labels).filter(Boolean).length) / labels.length;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

if (isMainThread && process.argv[1] === fileURLToPath(import.meta.url)) {
  const seeds = Array.from({ length: Number(process.argv[2] ?? 20) }, (_, i) => i);
  const { findings } = await experiment(seeds, { module: new URL(import.meta.url) }, {
    onProgress: ({ done, total }) => console.error(`${done} of ${total}`),
  });
  const rounded = findings.map((found) =>
    Object.fromEntries(Object.entries(found).map(([name, value]) => [name, Number(value.toFixed(4))])),
  );
  const path = fileURLToPath(new URL("crowd.json", import.meta.url));
  const text = JSON.stringify({ seeds, findings: rounded });
  writeFileSync(`${path}.new`, `${text}\n`);
  renameSync(`${path}.new`, path);
}
