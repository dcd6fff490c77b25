import { inspect } from "node:util";
import { expect, it } from "vitest";
import { displaySymbol } from "../display/index.ts";
import { checkDropout, checkNumber, correct, exercise, lesson, yourTurn } from "./index.ts";

/** Two exercises as a lesson has them, new for each test. */
function naiveDropout() {
  return lesson("01-naive-dropout", {
    spread: exercise({
      question: "100 neurons, p = 0.4: what is the standard deviation of the sum in training?",
      hints: ["The number of kept neurons is a binomial variable.", "Its variance is n p (1 - p)."],
      solution: "const spread = Math.sqrt(100 * 0.4 * 0.6);",
      why: "The variance of each neuron is p (1 - p) = 0.24, and 100 of them add up to 24.",
      check: (answer: number, why) =>
        checkNumber(answer, {
          expected: 4.899,
          tolerance: 0.002,
          why,
          mistakes: [{ value: 24, reason: "24 is the variance. Its square root is asked for." }],
        }),
    }),
    drop: exercise({
      question: "Write dropout without scaling.",
      hints: ["A neuron is kept when random() >= p."],
      solution: "const drop = (x, p, random) => x.map((v) => (random() < p ? 0 : v));",
      why: "Each neuron has a coin of its own.",
      check: (answer: (x: number[], p: number, random: () => number) => number[], why) =>
        checkDropout(answer, { scaled: false, why }),
    }),
  });
}

it("tells the three outcomes apart, with the reason that fits the answer", () => {
  const { spread } = naiveDropout();
  const { outcome, text } = spread.check(Math.sqrt(24));
  expect(outcome).toBe("correct");
  expect(text).toBe(
    "Correct. The variance of each neuron is p (1 - p) = 0.24, and 100 of them add up to 24.",
  );
  expect(spread.check(24).text).toBe("Not yet. 24 is the variance. Its square root is asked for.");
  expect(spread.check(4).text).toBe("Not yet. 4 is too small.");
  expect(spread.check().outcome).toBe("not attempted");
});

it("knows an untouched answer as a value, in a function and in a record", () => {
  const { spread, drop } = naiveDropout();
  const question = exercise({
    question: "",
    hints: [""],
    solution: "",
    check: ({ mean }: { mean: number; sd: number }) => checkNumber(mean, { expected: 60, why: "" }),
  });
  expect(spread.check(yourTurn()).outcome).toBe("not attempted");
  expect(drop.check(() => yourTurn()).outcome).toBe("not attempted");
  expect(drop.check(yourTurn()).outcome).toBe("not attempted");
  expect(question.check({ mean: 60, sd: yourTurn() }).outcome).toBe("not attempted");
  expect(question.check({ mean: 60, sd: 5 }).outcome).toBe("correct");
});

it("explains an answer that throws", () => {
  const { drop } = naiveDropout();
  const answer = () => {
    throw new RangeError("no mask");
  };
  expect(drop.check(answer).text).toBe(
    "Not yet. Your answer stopped with an error before it could be judged: RangeError: no mask",
  );
});

it("gives hints one at a time, points to the solution, and begins again", () => {
  const { spread } = naiveDropout();
  const last =
    "Hint 2 of 2: Its variance is n p (1 - p). (The last hint; the solution shows an answer.)";
  expect(Array.from({ length: 4 }, () => spread.hint().text)).toEqual([
    "Hint 1 of 2: The number of kept neurons is a binomial variable.",
    last,
    "There are no more hints. The solution shows an answer, and why it is right.",
    "Hint 1 of 2: The number of kept neurons is a binomial variable.",
  ]);
});

it("shows its solution as code, and why it is right", () => {
  const solution = naiveDropout().drop.solution();
  const code = "const drop = (x, p, random) => x.map((v) => (random() < p ? 0 : v));";
  expect(solution.text).toBe(`Solution:\n\n${code}\n\nWhy: Each neuron has a coin of its own.`);
  expect(solution[displaySymbol]()["text/markdown"]).toBe(
    `**Solution:**\n\n\`\`\`ts\n${code}\n\`\`\`\n\n**Why:** Each neuron has a coin of its own.`,
  );
});

it("says of an answer that is missing only what is true where nothing can be typed, too", () => {
  expect(naiveDropout().spread.check(yourTurn()).text).toBe(
    "Not attempted. The answer goes where yourTurn() stands.",
  );
});

it("counts what is done, and a wrong answer later takes nothing away", () => {
  const exercises = naiveDropout();
  expect(exercises.progress().text).toBe(
    "01-naive-dropout: 0 of 2 exercises done.\n  ○ spread\n  ○ drop",
  );
  exercises.spread.check(24);
  expect(exercises.progress().text).toContain("0 of 2");
  exercises.spread.check(4.9);
  exercises.spread.check(24);
  expect(exercises.progress().text).toBe(
    "01-naive-dropout: 1 of 2 exercises done.\n  ✓ spread (3 tries)\n  ○ drop",
  );
});

it("prints the same words wherever it is shown", () => {
  const verdict = naiveDropout().spread.check(24);
  const bundle = verdict[displaySymbol]();
  expect(inspect(verdict)).toBe(verdict.text);
  expect(bundle["text/plain"]).toBe(verdict.text);
  expect(bundle["text/markdown"]).toBe(
    "**Not yet.** 24 is the variance. Its square root is asked for.",
  );
});

it("gives the hint of a number, and goes on from there", () => {
  const course = exercise({
    question: "",
    hints: ["one", "two", "three"],
    solution: "",
    check: () => correct(""),
  });
  expect(course.hint(2).text).toBe("Hint 2 of 3: two");
  expect(course.hint(1).text).toBe("Hint 1 of 3: one");
  expect(course.hint().text).toBe("Hint 2 of 3: two");
  expect(course.hint(4).text).toContain("There are no more hints.");
  for (const number of [0, 1.5, Number.NaN]) {
    expect(() => course.hint(number)).toThrow(
      new RangeError(`hint: number must be a count from 1, got ${number}`),
    );
  }
});

it("refuses an exercise without a hint and a name that is taken", () => {
  const definition = { question: "", hints: [], solution: "", check: () => ({}) as never };
  expect(() => exercise(definition)).toThrow(
    new RangeError("exercise: hints must hold at least 1, got 0"),
  );
  const progress = exercise({ ...definition, hints: [""] });
  expect(() => lesson("01", { progress })).toThrow(RangeError);
});

it("says what is wrong with an async answer, and nothing more when that fails later", async () => {
  const { drop, spread } = naiveDropout();
  const stray: unknown[] = [];
  const listen = (reason: unknown) => stray.push(reason);
  process.on("unhandledRejection", listen);
  const answer = async () => {
    throw new RangeError("no mask");
  };
  expect(drop.check(answer as never).text).toMatch(/returned a promise: write it without async/);
  expect(spread.check(answer() as never).text).toMatch(/a promise: put await before it/);
  // Rejections are reported when the microtasks are done: before anything else runs.
  await new Promise((done) => setImmediate(done));
  process.off("unhandledRejection", listen);
  expect(stray).toEqual([]);
});

it("never throws, whatever the answer or its error is", () => {
  const { spread, drop } = naiveDropout();
  const failing = (thrown: unknown) => () => {
    throw thrown;
  };
  const opening = "Your answer stopped with an error before it could be judged:";
  expect(drop.check(failing(Object.create(null))).message).toBe(
    `${opening} something that has no words`,
  );
  expect(drop.check(failing(null)).message).toBe(`${opening} null`);
  const closed = Object.defineProperty({}, "value", { enumerable: true, get: failing("no value") });
  expect(spread.check(closed as never).message).toBe(`${opening} no value`);
});
