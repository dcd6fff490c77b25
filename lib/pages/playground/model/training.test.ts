import { Dropout, functional as F, Linear, ReLU, Sequential } from "dropout-lab/nn";
import { Adam } from "dropout-lab/optim";
import { Generator } from "dropout-lab/random";
import { noGrad, randint } from "dropout-lab/tensor";
import { expect, test } from "vitest";
import { Playground } from "./playground.ts";
import { DEFAULTS, type Mode, type Settings } from "./settings.ts";
import { Training } from "./training.ts";

const SETTINGS = { data: "moons", p: 0.5, seed: 3, hidden: "8" } as const;

/** The layers of the playground's net, from the library alone. */
function layersOf(seed: number) {
  const generator = new Generator(seed);
  return [
    new Linear(2, 8, { generator }),
    new Linear(8, 8, { generator }),
    new Linear(8, 2, { generator }),
  ] as const;
}

test("without dropout it learns as the library's own net does", () => {
  const training = new Training(SETTINGS);
  const [first, second, third] = layersOf(3);
  const net = new Sequential(first, new ReLU(), second, new ReLU(), third);
  const optimizer = new Adam(net.parameters(), { lr: 0.01 });
  const batches = new Generator(3);
  const { x, labels } = training.data.train;
  for (let step = 0; step < 5; step++) {
    training.advance();
    const rows = randint(0, 200, [32], { generator: batches });
    optimizer.zeroGrad();
    const loss = F.crossEntropy(net.forward(x.at(rows)), labels.at(rows));
    loss.backward();
    optimizer.step();
    expect(training.batchLoss("none")).toBe(loss.item());
  }
});

test("with the inverted dropout it learns as the library's Dropout does, with the same masks", () => {
  const training = new Training(SETTINGS);
  const [first, second, third] = layersOf(3);
  const dropout = new Dropout(0.5, { generator: new Generator(3) });
  const net = new Sequential(first, new ReLU(), dropout, second, new ReLU(), dropout, third);
  const optimizer = new Adam(net.parameters(), { lr: 0.01 });
  const batches = new Generator(3);
  const { x, labels } = training.data.train;
  for (let step = 0; step < 5; step++) {
    training.advance();
    const rows = randint(0, 200, [32], { generator: batches });
    optimizer.zeroGrad();
    const loss = F.crossEntropy(net.forward(x.at(rows)), labels.at(rows));
    loss.backward();
    optimizer.step();
    expect(training.batchLoss("inverted")).toBe(loss.item());
  }
});

test("naive and scaled share a net, and scaled multiplies what leaves each layer by 1 − p", () => {
  const training = new Training(SETTINGS);
  for (let step = 0; step < 20; step++) training.advance();
  expect(training.netOf("scaled")).toBe(training.netOf("naive"));
  const { x, labels } = training.data.heldOut;
  const [w1, b1, w2, b2, w3, b3] = training.netOf("naive").parameters;
  const lossOf = (scale: number) =>
    noGrad(() => {
      const hidden1 = F.linear(x, w1 as never, b1 as never)
        .relu()
        .mul(scale);
      const hidden2 = F.linear(hidden1, w2 as never, b2 as never)
        .relu()
        .mul(scale);
      return F.crossEntropy(F.linear(hidden2, w3 as never, b3 as never), labels).item();
    });
  expect(training.judge("naive").loss).toBeCloseTo(lossOf(1), 6);
  expect(training.judge("scaled").loss).toBeCloseTo(lossOf(0.5), 6);
  expect(lossOf(1)).not.toBeCloseTo(lossOf(0.5), 2);
});

test("at p = 0 all ways are one", () => {
  const training = new Training({ ...SETTINGS, p: 0 });
  for (let step = 0; step < 10; step++) training.advance();
  const losses = (["none", "naive", "scaled", "inverted"] as Mode[]).map(
    (mode) => training.judge(mode).loss,
  );
  expect(new Set(losses).size).toBe(1);
});

/** Asks until the step is reached, as the page does. */
function reached(playground: Playground, settings: Settings) {
  for (;;) {
    const view = playground.view(settings);
    if (view.step === settings.steps) return view;
  }
}

test("what settings show does not depend on what was shown before", () => {
  const settings: Settings = { ...DEFAULTS, hidden: "8", steps: 25 };
  const fresh = reached(new Playground(), settings);
  const playground = new Playground();
  for (let steps = 0; steps < 25; steps += 3) reached(playground, { ...settings, steps });
  reached(playground, { ...settings, mode: "inverted", stage: "evaluation" });
  expect(reached(playground, settings)).toEqual(fresh);
  reached(playground, { ...settings, data: "circles", seed: 4, steps: 2 });
  reached(playground, { ...settings, steps: 40 });
  expect(reached(playground, settings)).toEqual(fresh);
  expect(fresh.judgements.naive.length).toBe(3);
});

test("the naive net's next layer receives 1 − p of it in training, on average", () => {
  const { layers } = reached(new Playground(), { ...DEFAULTS, hidden: "64", p: 0.5, steps: 10 });
  const { training, evaluation } = layers.hidden1;
  expect(training.mean / evaluation.mean).toBeCloseTo(0.5, 1);
  const fixed = reached(new Playground(), {
    ...DEFAULTS,
    ...{ hidden: "64", p: 0.5, steps: 10, mode: "inverted" },
  });
  expect(fixed.layers.hidden1.training.mean / fixed.layers.hidden1.evaluation.mean).toBeCloseTo(
    1,
    1,
  );
});

test("the digits are learned, too", () => {
  const view = reached(new Playground(), { ...DEFAULTS, data: "digits", hidden: "32", steps: 60 });
  expect(view.plane).toBeUndefined();
  expect(view.digits?.guesses.length).toBe(24);
  expect(view.now.inverted.accuracy).toBeGreaterThan(0.6);
});
