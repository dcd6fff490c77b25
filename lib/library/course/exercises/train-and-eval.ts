import { noGrad } from "../../tensor/index.ts";
import { choose } from "../choose.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";
import { mend } from "../mend.ts";
import { checkSampling, type Sampling } from "../modes/check-sampling.ts";
import { type CountRight, faultOfCounts, seeCounts } from "../modes/count-right.ts";
import { predict } from "../predict.ts";

export type { CountRight, Sampling };

/** How many answers differ, under the seeds of `data/asked-twice.json`. */
const DIFFERING_ANSWERS: readonly number[] = [
  62, 70, 65, 67, 63, 71, 79, 72, 64, 65, 80, 77, 73, 70, 75, 68, 71, 74, 70, 64, 69, 80, 75, 65,
  61, 65, 73, 66, 85, 76,
];

/**
 * The exercises of lesson 5: the mode of a net.
 *
 * @example
 * ```ts
 * import { trainAndEval } from "dropout-lab/course/train-and-eval";
 * trainAndEval.progress().text.split("\n")[0]
 * // → '05-train-and-eval: 0 of 4 exercises done.'
 * ```
 */
export const trainAndEval = lesson("05-train-and-eval", {
  changed: predict({
    question:
      "A net that reads digits is in training mode, with p = 0.5 before its last layer, and is asked twice about 797 images under noGrad. How many answers differ? Within 25 of the usual number is near enough.",
    truth: DIFFERING_ANSWERS,
    of: "seeds",
    band: [45, 95],
    mistakes: [
      { value: 0, reason: "noGrad switches the gradients off, and not dropout." },
      { value: 797, reason: "Most digits are clear: the half that is kept suffices for them." },
      {
        value: 398.5,
        reason: "Half of the neurons change, and not half of the answers: most digits are clear.",
      },
    ],
    hints: [
      "Is anything random in it? noGrad says nothing to dropout.",
      "Half of the neurons suffice for most digits. How many of a hundred are doubtful?",
      "Somewhat less than a tenth of them.",
    ],
    solution: "const changed: number = 70;",
    why: "Dropout is still on. Only doubtful digits notice it, about one in eleven, which is why nobody sees it in a table.",
    further: "How many differ with p = 0.2, and how many with 0.8?",
  }),

  cause: choose({
    question:
      "In our tests the net said 0.99; in use it says 0.93 to the same image, and the same twice. It is right as often as before. There is dropout with p = 0.3 before its last layer. What is the most likely cause? (a) eval() was forgotten. (b) p was taken for keeping. (c) In use the activations are multiplied by 0.7, too. (d) The machine in use has another seed.",
    right: "c",
    wrong: {
      a: "Then it would drop, and asked twice it would not answer the same.",
      b: "Then training would drop 70 %, but the trained net answers the same in tests and in use: in evaluation p plays no part.",
      d: "In evaluation nothing is drawn, so no seed matters.",
    },
    hints: [
      "The same twice: so nothing drops. What changes numbers without chance?",
      "Smaller activations give smaller differences between the classes, and the order stays.",
    ],
    solution: 'const cause: string = "c";',
    why: "Scaled once in training and once more in use: all that the last layer adds up is 0.7 of what it learned with. The order of the classes stays, so the share of right answers does, but the net doubts.",
    further:
      "From ten classes, of which the wrong ones are equally likely, can you get 0.93 from 0.99?",
  }),

  countRight: mend<CountRight, ReturnType<typeof seeCounts>>({
    question:
      "A program counts the right answers of a net in the middle of its training. Mend it: it evaluates, whatever mode the net is in, and afterwards every module is in the mode in which it was.",
    given: (net, x, labels) =>
      noGrad(() => net.forward(x).argmax(1).eq(labels).sum().item() as number),
    run: seeCounts,
    fault: faultOfCounts,
    hints: [
      "Asked twice, it must count the same. What switches dropout off?",
      "After net.eval() the net is in evaluation. Training goes on: remember the modes before.",
      "net.modules() gives all modules, and module.training can be read and set.",
    ],
    solution: `function countRight(net: Sequential, x: Tensor<"float32">, labels: Tensor): number {
  const modes = net.modules().map((module) => module.training);
  net.eval();
  const answers = noGrad(() => net.forward(x).argmax(1));
  net.modules().forEach((module, i) => {
    module.training = modes[i];
  });
  return answers.eq(labels).sum().item();
}`,
    why: "It evaluates, and leaves no trace. net.train() at the end would do for most nets, but not for one with a part that is kept in evaluation.",
    further: "What if forward throws? Where would you put the modes back?",
  }),

  sampling: exercise<Sampling>({
    question:
      "Write sampling: it makes a net ready for Monte Carlo dropout. Afterwards every Dropout and Dropout1d in it drops, also deep inside, and no BatchNorm is in training, whatever mode the net was in before.",
    hints: [
      "First the whole net into evaluation, then its dropouts into training.",
      "net.modules() gives all modules, also those deep inside; `instanceof Dropout` knows one kind.",
    ],
    solution: `function sampling(net: Module): void {
  net.eval();
  for (const module of net.modules()) {
    if (module instanceof Dropout || module instanceof Dropout1d) module.train();
  }
}`,
    why: "Everything in evaluation but the dropouts: the answers scatter, and the net's numbers stay.",
    further:
      "A dropout that is a function, functional.dropout, is not found. How would you switch it?",
    check: (answer, why) => checkSampling(answer, why),
  }),
});
