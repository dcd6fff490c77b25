import { checkFunction } from "../check-function.ts";
import { choose } from "../choose.ts";
import { exercise } from "../exercise.ts";
import { type Fit, faultOfFits, seeFits } from "../fits/see-fits.ts";
import { lesson } from "../lesson.ts";
import { mend } from "../mend.ts";
import { predict } from "../predict.ts";

export type { Fit };

/** What the third exercise asks for: one step of Newton's, for a single weight. */
export type NewtonStep = (w: number, x: number[], y: number[], alpha: number) => number;

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** The mean over all rows of something that its chance, its x and its y decide. */
function meanOf(
  [w, x, y]: readonly [number, readonly number[], readonly number[]],
  term: (p: number, x: number, y: number) => number,
): number {
  return x.reduce((sum, xi, i) => sum + term(sigmoid(w * xi), xi, y[i] as number), 0) / x.length;
}

const fitSlope = (...at: [number, number[], number[]]) => meanOf(at, (p, x, y) => (p - y) * x);
const fitCurvature = (...at: [number, number[], number[]]) =>
  meanOf(at, (p, x) => p * (1 - p) * x * x);

const newton: NewtonStep = (w, x, y, alpha) =>
  w - (fitSlope(w, x, y) + alpha * w) / (fitCurvature(w, x, y) + alpha);

/** Steps that are not the one, each with what to say to it. */
const OTHER_STEPS: readonly { is: NewtonStep; reason: string }[] = [
  {
    is: (w, x, y, alpha) => w - (fitSlope(w, x, y) + alpha * w),
    reason:
      "That is a step of gradient descent with a rate of 1. Newton divides the slope by the curvature.",
  },
  {
    is: (w, x, y, alpha) => 2 * w - newton(w, x, y, alpha),
    reason: "It goes uphill: the step is minus slope over curvature.",
  },
  {
    is: (w, x, y, alpha) => newton(w, x, y, alpha) - w,
    reason: "That is the step alone. Give back the new weight, w plus the step.",
  },
  {
    is: (w, x, y) => w - fitSlope(w, x, y) / fitCurvature(w, x, y),
    reason: "The penalty is missing. It adds alpha · w to the slope, and alpha to the curvature.",
  },
  {
    is: (w, x, y, alpha) => w - (fitSlope(w, x, y) + alpha * w) / fitCurvature(w, x, y),
    reason: "The penalty bends, too: it adds alpha to the curvature.",
  },
  {
    is: (w, x, y, alpha) => w - fitSlope(w, x, y) / (fitCurvature(w, x, y) + alpha),
    reason: "The penalty has a slope, too: it adds alpha · w to the slope.",
  },
  {
    is: (w, x, y, alpha) =>
      w - (x.length * fitSlope(w, x, y) + alpha * w) / (x.length * fitCurvature(w, x, y) + alpha),
    reason:
      "It adds up over the rows where the loss takes the mean, so that the penalty counts too little.",
  },
  {
    is: (w, x, y, alpha) =>
      w -
      (fitSlope(w, x, y) + alpha * w) / (meanOf([w, x, y], (p, xi) => p * (1 - p) * xi) + alpha),
    reason: "In the curvature x stands twice, once for each derivative: p (1 − p) x².",
  },
  {
    is: (w, x, y, alpha) =>
      w - (fitSlope(w, x, y) + alpha * w) / (meanOf([w, x, y], (_, xi) => xi * xi) + alpha),
    reason:
      "That is the curvature of squared errors, x². Here each row's is times p (1 − p), the slope of σ.",
  },
  {
    is: (w, x, y, alpha) =>
      w - (fitSlope(w, x, y) + alpha * w) / (meanOf([w, x, y], (_, xi) => xi * xi) / 4 + alpha),
    reason:
      "p (1 − p) is 1/4 only where p is a half. That is the bound of which sag makes its rate; Newton takes the curvature here.",
  },
  {
    is: (w, x, y, alpha) =>
      w - (fitSlope(w, x, y) + alpha * w) / (meanOf([w, x, y], (p, xi) => p * xi * xi) + alpha),
    reason: "The slope of σ is p (1 − p), and not p.",
  },
  {
    is: (w, x, y, alpha) =>
      w - (fitSlope(w, x, y) + 2 * alpha * w) / (fitCurvature(w, x, y) + 2 * alpha),
    reason: "The penalty is alpha / 2 times w²: its slope is alpha · w, without the 2.",
  },
];

/**
 * The exercises of lesson 10: how far a step goes.
 *
 * @example
 * ```ts
 * import { noLearningRate } from "dropout-lab/course/no-learning-rate";
 * noLearningRate.steps.check(100).message.slice(0, 33)
 * // → '100 is the most that it may make.'
 * ```
 */
export const noLearningRate = lesson("10-no-learning-rate", {
  steps: predict({
    question:
      "Ten classes, 500 digits: 650 weights to find. How many steps does newton-cg make until no part of the gradient is above 1e-4? Within 4 is near enough.",
    // What sklearn counted in 20 draws of 500 digits: `newtonOn500` of the recording.
    truth: [9, 7, 8, 8, 7, 7, 7, 9, 7, 8, 8, 7, 8, 8, 7, 8, 9, 10, 7, 7],
    of: "draws",
    band: [4, 12],
    mistakes: [
      { value: 650, reason: "650 is the number of weights. One step moves all of them." },
      { value: 500, reason: "500 is the number of digits. One step looks at all of them." },
      { value: 65, reason: "65 weights belong to each class. One step moves all of them." },
      { value: 100, reason: "100 is the most that it may make. It needs far fewer." },
      { value: 1, reason: "One step would do if the loss were a parabola. It is only nearly one." },
      {
        value: 1000,
        reason: "That is what gradient descent might need. Newton knows the curvature.",
      },
    ],
    hints: [
      "How many did Newton's method need for two classes, above? Its steps do not grow in number with the weights.",
      "Near the minimum the number of right digits doubles with each step. So 1e-4 is reached soon.",
    ],
    solution: "const steps = 8;",
    why: "The loss is nearly a parabola, and each step jumps to the lowest point of one. How many weights there are hardly matters; what one step costs does.",
    further: "How many more steps does it take to 1e-8, if the number of right digits doubles?",
  }),

  warning: choose({
    question:
      "After 100 iterations a program warns that lbfgs failed to converge. Its features are 50 incomes in euros and the age. What first? (a) Lower the learning rate. (b) Scale the features. (c) Silence the warning: the accuracy is good. (d) Raise tol to 1. (e) Take the solver that does not warn.",
    right: "b",
    wrong: {
      a: "There is none to set: the line search finds the length of each step.",
      c: "The accuracy may be good by luck. The coefficients, and so the probabilities, depend on where it happened to stop.",
      d: "That only calls it converged wherever it is: the coefficients are those of the same unfinished run.",
      e: "The optimum is one for all of them. A solver that does not warn may only end sooner; first make the problem easy.",
    },
    hints: [
      "Which directions of this loss are steep, and which are flat? Think of euros and years.",
      "What makes the curvature of all directions alike?",
    ],
    solution: 'const warning = "b";',
    why: "Incomes of ten thousands make the loss 10⁸ times as curved as a feature near 1 does, and the age lies between. Scaled, all directions curve alike, and few steps are enough. If it still warns, raise maxIter.",
    further: "Scaling the features changes the optimum, too. Why, if the penalty is L2?",
  }),

  newtonStep: exercise<NewtonStep>({
    question:
      "One weight w, features x, truths y (0 or 1). The loss is the mean of −ln of the truth's probability, with p = σ(w x), plus alpha / 2 · w². Write Newton's step: give back the new w, to six digits.",
    hints: [
      "The slope of the loss is the mean of (p − y) x, plus alpha · w.",
      "The curvature is the slope of that: σ′ = p (1 − p), so it is the mean of p (1 − p) x², plus alpha.",
      "The new weight is w − slope / curvature.",
    ],
    solution: `function newtonStep(w: number, x: number[], y: number[], alpha: number): number {
  const p = x.map((v) => 1 / (1 + Math.exp(-w * v)));
  const mean = (f: (i: number) => number) =>
    x.reduce((sum, _, i) => sum + f(i), 0) / x.length;
  const slope = mean((i) => (p[i] - y[i]) * x[i]) + alpha * w;
  const curvature = mean((i) => p[i] * (1 - p[i]) * x[i] * x[i]) + alpha;
  return w - slope / curvature;
}`,
    why: "Slope over curvature is the way to the lowest point of the parabola that touches the loss at w. No rate is left to choose.",
    further:
      "With alpha = 0 and w = 1000 the curvature is 0 to all digits. What does a solver do then?",
    check: (answer, why) =>
      checkFunction(answer, { inputs: problemOf, reference: newton, mistakes: OTHER_STEPS, why }),
  }),

  fit: mend<Fit, ReturnType<typeof seeFits>>({
    question:
      "This program finds the w with which w · x is nearest to y in squared error, by 100 steps of gradient descent with a rate of 0.1. With some features it runs off to infinity, with others it stops on the way. Mend it, for features of any scale.",
    given: (x, y) => {
      const rate = 0.1;
      let w = 0;
      for (let i = 0; i < 100; i++) {
        const slope = x.reduce((sum, v, j) => sum + (w * v - (y[j] as number)) * v, 0) / x.length;
        w -= rate * slope;
      }
      return w;
    },
    run: seeFits,
    fault: faultOfFits,
    hints: [
      "The loss is the mean of (w x − y)² / 2. Its curvature is the mean of x²: how does that grow when x is in other units?",
      "A rate of one over the curvature is right for every scale.",
    ],
    solution: `function fit(x: number[], y: number[]): number {
  const curvature = x.reduce((sum, v) => sum + v * v, 0) / x.length;
  const rate = 1 / curvature;
  let w = 0;
  for (let i = 0; i < 100; i++) {
    const slope =
      x.reduce((sum, v, j) => sum + (w * v - y[j]) * v, 0) / x.length;
    w -= rate * slope;
  }
  return w;
}`,
    why: "The rate must shrink as the square of the features' scale grows. Computed from the data, as sag does it, nobody has to know the scale.",
    further: "With this rate one step is enough here. With two weights it is not: why?",
  }),
});

/** 3 to 12 rows of both kinds, that overlap, a weight away from the optimum, and a penalty. */
function problemOf(random: () => number, index: number): Parameters<NewtonStep> {
  const count = index === 0 ? 1 : 3 + Math.floor(10 * random());
  const x = Array.from({ length: count }, () => 4 * random() - 2);
  const y = x.map((value) => (random() < sigmoid(value) ? 1 : 0));
  return [4 * random() - 2, x, y, 0.05 + 0.4 * random()];
}
