import { BatchNorm1d, Dropout, Dropout1d, type Module } from "../../../nn/index.ts";
import { noGrad, type Tensor } from "../../../tensor/index.ts";
import { evaluate } from "../../../training/index.ts";
import type { trainAndEval } from "../../exercises/train-and-eval.ts";
import type { CountRight } from "../../modes/count-right.ts";
import type { Answers } from "../listed-answers.ts";

type Net = Parameters<CountRight>[0];

const isDropout = (module: Module) => module instanceof Dropout || module instanceof Dropout1d;

function setModes(modules: readonly Module[], training: boolean): void {
  for (const module of modules) module.training = training;
}

function rightOf(logits: Tensor<"float32">, labels: Tensor<"int64">): number {
  return logits.argmax(1).eq(labels).sum().item();
}

/** Counts in evaluation, and does afterwards what is told. */
const counting =
  (afterwards: (net: Net) => unknown): CountRight =>
  (net, x, labels) => {
    net.eval();
    const logits = noGrad(() => net.forward(x));
    afterwards(net);
    return rightOf(logits, labels);
  };

/** What the solutions find in the lesson's cells. */
export const scope = { Dropout, Dropout1d, noGrad };

export const answers: Answers<typeof trainAndEval> = {
  changed: {
    right: [70, 45, 95, 797 / 11],
    wrong: [
      [0, /switches the gradients off, and not dropout.*median 70, from 61 to 85/],
      [797, /Most digits are clear/],
      [400, /not half of the answers/],
      [10, /too small/],
      [150, /too large/],
      ["70", /a string/],
      [Number.NaN, /NaN/],
    ],
  },
  cause: {
    right: ["c", "C", " c "],
    wrong: [
      ["a", /not answer the same/],
      ["b", /in evaluation p plays no part/],
      ["d", /nothing is drawn/],
      ["e", /must be one of "a", "b", "c", "d"/],
      [3, /a number/],
    ],
  },
  countRight: {
    right: [
      (net, x, labels) => {
        const modes = net.modules().map(({ training }) => training);
        const count = rightOf(net.eval().forward(x), labels);
        net.modules().forEach((module, i) => {
          module.training = modes[i] === true;
        });
        return count;
      },
      (net, x, labels) => {
        const active = net.modules().filter(({ training }) => training);
        try {
          return counting(() => {})(net, x, labels);
        } finally {
          setModes(active, true);
        }
      },
      (net, x, labels) => Math.round(evaluate(net, [x, labels]).accuracy * labels.numel()),
    ],
    wrong: [
      [counting(() => {}), /a net in training is in evaluation afterwards/],
      [counting((net) => net.train()), /A net in evaluation is in training afterwards/],
      [
        (net, x, labels) => {
          const { training } = net;
          return counting((same) => same.train(training))(net, x, labels);
        },
        /A BatchNorm that its owner keeps in evaluation/,
      ],
      [
        (net, x, labels) => {
          setModes(net.modules().filter(isDropout), false);
          return rightOf(net.forward(x), labels);
        },
        /each time the same.*BatchNorm listens to the flag, too/,
      ],
      [
        (net, x, labels) => {
          const modes = net.modules().map((module) => [module, module.training] as const);
          const count = counting(() => {})(net, x, labels);
          noGrad(() => net.train().forward(x));
          for (const [module, training] of modes) module.training = training;
          return count;
        },
        /The counts are right, but .* other numbers than before/,
      ],
      [(net, x, labels) => rightOf(net.train().forward(x), labels), /Asked twice, it counts/],
      [() => 90, /returns 90 for every net/],
      [(net, x, labels) => evaluate(net, [x, labels]).accuracy, /share of right answers/],
      [
        (net, x, labels) => labels.numel() - counting(() => {})(net, x, labels),
        /number of wrong answers/,
      ],
      [() => {}, /must return a number, and it returned undefined/],
      [async () => 90, /a promise/],
      ["countRight", /must be the program, a function/],
    ],
  },
  sampling: {
    right: [
      (net) => setModes(net.eval().modules().filter(isDropout), true),
      (net) =>
        net.eval().apply((module) => {
          if (module.constructor.name.startsWith("Dropout")) module.training = true;
        }),
      (net) => {
        net.train();
        for (const module of net.modules()) if (module instanceof BatchNorm1d) module.eval();
      },
    ],
    wrong: [
      [(net) => net.train(), /BatchNorm is in training, too/],
      [(net) => net.eval(), /Now nothing drops/],
      [() => {}, /In a net in evaluation a Dropout does not drop/],
      [
        (net) => setModes(net.eval().children().filter(isDropout), true),
        /inside of a Sequential does not drop.*children/,
      ],
      [
        (net) => {
          net.eval();
          for (const module of net.modules()) if (module instanceof Dropout) module.train();
        },
        /a Dropout1d does not drop/,
      ],
      [
        (net) => setModes(net.modules().filter(isDropout), true),
        /In a net in training BatchNorm stays in training/,
      ],
      [
        (net) => {
          setModes(net.eval().modules().filter(isDropout), true);
          for (const { data } of net.parameters()) data.fill(0);
        },
        /has other numbers than before/,
      ],
    ],
  },
};
