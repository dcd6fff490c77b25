import { checkFunction } from "../check-function.ts";
import { checkNumber } from "../check-number.ts";
import { choose } from "../choose.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";
import { predict } from "../predict.ts";

/** What the third exercise asks for: the normalised geometric mean of the members' answers. */
export type GeometricMean = (answers: number[], chances: number[]) => number;

/**
 * What all members of the lesson's net get wrong on average, in per cent of the test digits, under
 * the seeds of `data/crowd.json`.
 */
const MEMBER_ERRORS: readonly number[] = [
  46.4, 42, 41.8, 50.8, 39, 32.7, 39, 44, 35.7, 39.6, 35.4, 51, 40, 35.8, 36.8, 39.8, 49.3, 49.5,
  39.3, 44.3,
];

const odds = (answer: number) => answer / (1 - answer);
const toAnswer = (odds: number) => odds / (1 + odds);

function sumOf(
  { answers, chances }: { answers: number[]; chances: number[] },
  term: (answer: number) => number,
): number {
  return answers.reduce((sum, answer, i) => sum + (chances[i] as number) * term(answer), 0);
}

const geometric: GeometricMean = (answers, chances) =>
  toAnswer(Math.exp(sumOf({ answers, chances }, (o) => Math.log(odds(o)))));

/** Means that are not the one, each with what to say to it. */
const OTHER_MEANS: readonly { is: GeometricMean; reason: string }[] = [
  {
    is: (answers, chances) => sumOf({ answers, chances }, (o) => o),
    reason:
      "That is the plain mean of the answers. The net in use is the geometric one: take the mean of the logarithms.",
  },
  {
    is: (answers, chances) => Math.exp(sumOf({ answers, chances }, Math.log)),
    reason:
      "That is the geometric mean of the answers, not yet normalised: divide it by its sum with the geometric mean of all 1 − o.",
  },
  {
    is: (answers) =>
      geometric(
        answers,
        answers.map(() => 1 / answers.length),
      ),
    reason: "It counts every member alike. Each counts by the chance of its mask.",
  },
  {
    is: (answers) => answers.reduce((sum, o) => sum + o, 0) / answers.length,
    reason:
      "That is the plain mean, and all members count alike. Take the geometric one, and weigh each member by its chance.",
  },
  {
    is: (answers) =>
      geometric(
        answers,
        answers.map(() => 1),
      ),
    reason:
      "It multiplies the answers as they are, so that a large crowd is always sure. Each is taken to the power of its chance first.",
  },
  {
    is: (answers, chances) => sumOf({ answers, chances }, (o) => Math.log(odds(o))),
    reason:
      "That is the mean of the log-odds, the z of the net in use. The answer is σ of it: 1 / (1 + e^(−z)).",
  },
  {
    is: (answers, chances) => Math.exp(sumOf({ answers, chances }, (o) => Math.log(odds(o)))),
    reason: "Those are the odds of the net in use. As a probability: odds / (1 + odds).",
  },
  {
    is: (answers, chances) => toAnswer(sumOf({ answers, chances }, odds)),
    reason: "That is the plain mean of the odds. Take their geometric mean.",
  },
  {
    is: (answers, chances) => answers[chances.indexOf(Math.max(...chances))] as number,
    reason: "That is the answer of the most likely member. All members have a say.",
  },
  {
    is: (answers, chances) => 1 - geometric(answers, chances),
    reason: "That is the probability of no: the two geometric means have changed places.",
  },
];

/**
 * The exercises of lesson 7: what a net and its members compute.
 *
 * @example
 * ```ts
 * import { crowdInOneNet } from "dropout-lab/course/crowd-in-one-net";
 * crowdInOneNet.pair.check(0.7).message
 * // → '0.7 is the plain mean. The net in use is the geometric mean of the odds, which are 9 and 1.'
 * ```
 */
export const crowdInOneNet = lesson("07-crowd-in-one-net", {
  member: predict({
    question:
      "A net with twelve hidden units gets about 8 of 100 test digits wrong when it is used. An average member has lost six of the twelve. How many does it get wrong? Within 10 is near enough.",
    truth: MEMBER_ERRORS,
    of: "nets",
    band: [30, 50],
    mistakes: [
      {
        value: 8,
        reason: "8 is what the net in use gets wrong. A member has only half of its units.",
      },
      {
        value: 16,
        reason: "16 is twice 8, as if half the units meant twice the errors. It is far more.",
      },
      { value: 4, reason: "4 is half of 8: a member would be better than the whole net." },
      {
        value: 90,
        reason:
          "90 is what guessing gets wrong, with ten classes. A member knows more than nothing.",
      },
      { value: 92, reason: "92 is what the net in use gets right. Count the wrong ones." },
      ...[0.3, 0.35, 0.4, 0.42, 0.45, 0.5].map((value) => ({
        value,
        reason: `${value} is a share. How many of 100 are asked for.`,
      })),
    ],
    hints: [
      "A class is recognised by several units together. Half of them are gone, each time another half.",
      "It is better than guessing, which gets 90 wrong, and much worse than 8: think of the middle.",
    ],
    solution: "const member = 40;",
    why: "A member has lost half of twelve units that learned to work together, so it is a poor net. Whatever makes the net in use good, it is not that its members are.",
    further: "Which mask has the worst member of all, and how many digits does it get wrong?",
  }),

  pair: exercise<number>({
    question:
      "A crowd has two members, equally likely. They answer 0.9 and 0.5. What does the unit in use answer, to six digits?",
    hints: [
      "Take odds, o / (1 − o): the members have 9 and 1.",
      "The geometric mean of two numbers is the root of their product. Make a probability of it: odds / (1 + odds).",
    ],
    solution: "const pair = Math.sqrt(9 * 1) / (1 + Math.sqrt(9 * 1));",
    why: "The odds are 9 and 1, their geometric mean is 3, and odds of 3 are a probability of 3 / 4. The plain mean, 0.7, is less sure.",
    further:
      "One member of thousands answers exactly 0. What does the geometric mean answer then, and what the plain mean?",
    check: (answer, why) =>
      checkNumber(answer, {
        expected: 0.75,
        why,
        mistakes: [
          {
            value: 0.7,
            reason:
              "0.7 is the plain mean. The net in use is the geometric mean of the odds, which are 9 and 1.",
          },
          {
            value: Math.sqrt(0.45),
            reason:
              "That is the geometric mean of 0.9 and 0.5, not yet normalised: divide by its sum with that of 0.1 and 0.5.",
          },
          {
            value: 0.45,
            reason: "0.45 is the product 0.9 · 0.5. A mean takes its root, and normalises.",
          },
          {
            value: 0.9,
            reason:
              "Odds of 9 · 1 = 9 are 0.9: the root is missing. Each member counts with the power 1/2.",
          },
          {
            value: 5 / 6,
            reason: "That is the plain mean of the odds, 5. Their geometric mean is asked for.",
          },
          { value: 3, reason: "3 are the odds. As a probability: odds / (1 + odds)." },
          { value: 0.25, reason: "0.25 is the probability of no. That of yes is 1 less it." },
          {
            value: 9 / 14,
            reason: "That is the harmonic mean. Take the geometric one, of the odds.",
          },
          {
            value: Math.log(3),
            reason: "That is z, the mean of the log-odds. The answer is σ(z).",
          },
          {
            value: 75,
            reason: "75 is the answer in per cent. A probability lies between 0 and 1.",
          },
          {
            value: Math.sqrt(0.45) + Math.sqrt(0.05),
            reason: "That is the sum of both geometric means: divide the one of yes by it.",
          },
        ],
      }),
  }),

  geometric: exercise<GeometricMean>({
    question:
      "Write the normalised geometric mean: answers are what the members answer, each between 0 and 1 (neither end among them), and chances the probabilities of their masks, which add up to 1. Give back what the unit in use answers, to six digits.",
    hints: [
      "A power in a product is a factor in a sum of logarithms: the logarithm of the geometric mean is the sum of chance · log(answer).",
      "Do the same with 1 − answer. Then divide the first mean by the sum of both.",
      "Or with log-odds: z is the sum of chance · log(o / (1 − o)), and the answer is 1 / (1 + e^(−z)).",
    ],
    solution: `function geometric(answers: number[], chances: number[]): number {
  let z = 0;
  answers.forEach((o, i) => (z += chances[i] * Math.log(o / (1 - o))));
  return 1 / (1 + Math.exp(-z));
}`,
    why: "The mean of the log-odds is the z of the unit in use, because scaling keeps the expectation of z. So σ of it is the answer.",
    further:
      "An answer may be 1 to the last bit of a computer's number. What does your function give then?",
    check: (answer, why) =>
      checkFunction(answer, {
        inputs: crowdOf,
        reference: geometric,
        mistakes: OTHER_MEANS,
        why,
      }),
  }),

  deep: choose({
    question:
      "A net has two hidden layers of ReLUs, dropout after each, and a softmax at its end. It is used once, with all its units. What is its answer? (a) the plain mean of all members' answers (b) exactly their normalised geometric mean (c) something near their normalised geometric mean (d) the answer of the most likely member",
    right: "c",
    wrong: {
      a: "The plain mean is where averaging more and more members leads. Even one unit in use is something else: 0.856 instead of 0.693.",
      b: "That holds where what a class receives is a weighted sum of mask entries: behind one layer of dropout. Here the first mask goes through a ReLU, and the mean of a ReLU is not the ReLU of the mean.",
      d: "At p = 0.5 all masks are equally likely, and no member is like the net in use: each receives doubled what it keeps.",
    },
    hints: [
      "In which step of the proof was the mean of z taken? Is z still a sum over mask entries?",
      "The first layer's mask goes through the second layer's ReLU before it reaches the softmax.",
    ],
    solution: 'const deep = "c";',
    why: "The proof needs a z that is linear in the mask. A ReLU between is not, so nothing is exact, and only measuring tells how near it comes.",
    further: "What would the layer between have to be for (b) to be right?",
  }),
});

/** 1 to 8 members who are of different opinions, with chances that differ. */
function crowdOf(random: () => number, index: number): [answers: number[], chances: number[]] {
  const count = index === 0 ? 1 : 2 + Math.floor(7 * random());
  const answers = Array.from({ length: count }, () => 0.02 + 0.96 * random());
  const parts = answers.map(() => 0.1 + random());
  const total = parts.reduce((sum, part) => sum + part, 0);
  return [answers, parts.map((part) => part / total)];
}
