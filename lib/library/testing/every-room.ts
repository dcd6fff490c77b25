// What a page might do with every room of the library, told as plain data.
import { naiveDropout } from "../course/exercises/naive-dropout.ts";
import { checkDropout } from "../course/index.ts";
import { digits, torchRecording } from "../datasets/index.ts";
import { displaySymbol } from "../display/index.ts";
import { Dropout, Linear } from "../nn/index.ts";
import { SGD } from "../optim/index.ts";
import { distribution } from "../plot/index.ts";
import { manualSeed } from "../random/index.ts";
import { experiment, repeat, summarize } from "../stats/index.ts";
import { ones, randn } from "../tensor/index.ts";

/** The message of what a call throws, or rejects with. */
async function messageOf(call: () => unknown): Promise<string> {
  try {
    await call();
    return "no error";
  } catch (error) {
    return (error as Error).message;
  }
}

/** Trains a layer, draws masks, counts them, and makes a figure. */
export async function everyRoom(): Promise<Record<string, unknown>> {
  manualSeed(15172);
  const dropout = new Dropout(0.4);
  const sums = repeat(200, () =>
    dropout
      .forward(ones([100]))
      .sum()
      .item(),
  );
  const layer = new Linear(4, 2);
  const optimizer = new SGD(layer.parameters(), { lr: 0.1 });
  const loss = layer
    .forward(randn([8, 4]))
    .square()
    .mean();
  loss.backward();
  optimizer.step();
  const figure = distribution(sums, { title: "On average 100 arrive" });
  const results = await experiment([1, 2, 3], (seed) => seed * seed);
  const drop = (x: number[], p: number, random: () => number) =>
    x.map((value) => (random() < p ? 0 : value));
  return {
    summary: summarize(sums),
    weight: Array.from(layer.weight.data),
    figure: JSON.parse(JSON.stringify(figure)),
    mean: results.mean().mean,
    verdicts: [
      naiveDropout.expected.check(75).text,
      checkDropout(drop, { scaled: false, why: "A coin for each neuron." }).text,
    ],
    seed: torchRecording("article").seed,
  };
}

/** What is otherwise in a page: how a figure shows itself, and what cannot be done, in its words. */
export async function pageLimits(): Promise<string[][]> {
  const figure = distribution([1, 2, 3], { title: "Three numbers" });
  return [
    Object.keys(await figure[displaySymbol]()),
    [await messageOf(() => figure.toPng()), await messageOf(() => digits())],
  ];
}
