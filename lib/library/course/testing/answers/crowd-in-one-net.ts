import type { crowdInOneNet, GeometricMean } from "../../exercises/crowd-in-one-net.ts";
import type { Answers } from "../listed-answers.ts";

const chanceAt = (chances: number[], i: number) => chances[i] as number;
const plain: GeometricMean = (answers, chances) =>
  answers.reduce((sum, o, i) => sum + o * chanceAt(chances, i), 0);
const product = (answers: number[], chances: number[]) =>
  answers.reduce((result, o, i) => result * Math.exp(chanceAt(chances, i) * Math.log(o)), 1);

export const answers: Answers<typeof crowdInOneNet> = {
  member: {
    right: [40, 41.6, 30, 50],
    wrong: [
      [8, /net in use gets wrong/],
      [16, /twice 8/],
      [4, /half of 8/],
      [90, /guessing/],
      [92, /gets right/],
      [0.4, /is a share/],
      [0.42, /0\.42 is a share/],
      [20, /20 is too small.*median/],
      [70, /too large.*median/],
      [Number.NaN, /NaN/],
      ["40", /a string/],
    ],
  },
  pair: {
    right: [
      0.75,
      3 / 4,
      Math.sqrt(9 * 1) / (1 + Math.sqrt(9 * 1)),
      1 / (1 + Math.exp(-Math.log(3))),
    ],
    wrong: [
      [0.7, /plain mean/],
      [0.6708204, /not yet normalised/],
      [0.45, /product/],
      [0.9, /root is missing/],
      [0.833333, /mean of the odds/],
      [3, /are the odds/],
      [0.25, /probability of no/],
      [0.642857, /harmonic/],
      [1.098612, /log-odds/],
      [75, /per cent/],
      [0.894427, /sum of both/],
      [0.751, /near/],
      ["0.75", /a string/],
    ],
  },
  geometric: {
    right: [
      // log-odds
      (answers, chances) => {
        let z = 0;
        answers.forEach((o, i) => {
          z += chanceAt(chances, i) * Math.log(o / (1 - o));
        });
        return 1 / (1 + Math.exp(-z));
      },
      // both geometric means, as products of powers
      (answers, chances) => {
        const yes = product(answers, chances);
        const no = product(
          answers.map((o) => 1 - o),
          chances,
        );
        return yes / (yes + no);
      },
      // odds
      (answers, chances) => {
        const odds = product(
          answers.map((o) => o / (1 - o)),
          chances,
        );
        return odds / (1 + odds);
      },
      // rounded to six digits
      (answers, chances) => {
        const z = answers.reduce(
          (sum, o, i) => sum + chanceAt(chances, i) * (Math.log(o) - Math.log(1 - o)),
          0,
        );
        return Number((1 / (1 + Math.exp(-z))).toPrecision(7));
      },
    ],
    wrong: [
      [plain, /plain mean of the answers/],
      [product, /not yet normalised/],
      [
        (answers) => {
          const z = answers.reduce((sum, o) => sum + Math.log(o / (1 - o)), 0) / answers.length;
          return 1 / (1 + Math.exp(-z));
        },
        /counts every member alike/,
      ],
      [(answers) => answers.reduce((sum, o) => sum + o, 0) / answers.length, /weigh each member/],
      [
        (answers) => {
          const z = answers.reduce((sum, o) => sum + Math.log(o / (1 - o)), 0);
          return 1 / (1 + Math.exp(-z));
        },
        /large crowd is always sure/,
      ],
      [
        (answers, chances) =>
          answers.reduce((sum, o, i) => sum + chanceAt(chances, i) * Math.log(o / (1 - o)), 0),
        /mean of the log-odds/,
      ],
      [
        (answers, chances) =>
          product(
            answers.map((o) => o / (1 - o)),
            chances,
          ),
        /odds of the net in use/,
      ],
      [
        (answers, chances) => {
          const odds = plain(
            answers.map((o) => o / (1 - o)),
            chances,
          );
          return odds / (1 + odds);
        },
        /plain mean of the odds/,
      ],
      [(answers, chances) => answers[chances.indexOf(Math.max(...chances))], /most likely member/],
      [
        (answers, chances) => {
          const yes = product(answers, chances);
          const no = product(
            answers.map((o) => 1 - o),
            chances,
          );
          return no / (yes + no);
        },
        /probability of no/,
      ],
      // a constant, the lesson's answer, and nothing at all
      [() => 0.741, /0\.741 for every input/],
      [() => undefined, /undefined/],
      [(answers, chances) => String(plain(answers, chances)), /a string/],
      // one case by heart
      [(answers) => (answers[0] === 0.9 ? 0.75 : Number.NaN), /NaN/],
      [
        (answers, chances) => {
          answers.sort();
          return plain(answers, chances);
        },
        /changes what it is given/,
      ],
      [0.75, /must be a function/],
    ],
  },
  deep: {
    right: ["c", " C "],
    wrong: [
      ["a", /plain mean is where/],
      ["b", /mean of a ReLU/],
      ["d", /equally likely/],
      ["e", /one of "a", "b", "c", "d"/],
      [3, /one of "a", "b", "c", "d"/],
    ],
  },
};
