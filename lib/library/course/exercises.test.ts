import { readdirSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { transformSync } from "esbuild";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Exercise, yourTurn } from "./index.ts";
import { seeded } from "./seeded.ts";
import type { ListedAnswers } from "./testing/listed-answers.ts";

// Each check draws its own numbers; here they are the same in every run.
beforeEach(() => {
  vi.spyOn(Math, "random").mockImplementation(seeded(1));
});

interface Listed {
  answers: Record<string, ListedAnswers<unknown>>;
  /** What a solution's code finds in the lesson's cells. */
  scope?: Record<string, unknown>;
}

const names = readdirSync(join(import.meta.dirname, "exercises")).flatMap(
  (file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? [],
);
const lessons = await Promise.all(
  names.map(async (name) => {
    const exported: Record<string, object> = await import(`./exercises/${name}.ts`);
    const { answers, scope = {} }: Listed = await import(`./testing/answers/${name}.ts`);
    const exercises = Object.values(exported)
      .flatMap((value) => Object.entries(value))
      .filter((entry): entry is [string, Exercise<unknown>] => entry[1] instanceof Exercise);
    return { name, exercises, answers, scope };
  }),
);

it("finds the exercises of at least three lessons", () => {
  expect(lessons.filter(({ exercises }) => exercises.length > 0).length).toBeGreaterThan(2);
});

describe.each(lessons)("$name", ({ exercises, answers, scope }) => {
  it("has listed answers to each of its exercises, and to nothing else", () => {
    expect(Object.keys(answers)).toEqual(exercises.map(([key]) => key));
  });

  describe.each(exercises)("%s", (key, exercise) => {
    const { right = [], wrong = [] } = answers[key] ?? {};

    it("is not attempted before it is answered", () => {
      expect(exercise.check(yourTurn())).toMatchObject({ outcome: "not attempted" });
    });

    it("accepts its own solution", () => {
      const [, code = ""] =
        /^Solution:\s*(.*?)(?:\n\nWhy: .*)?$/s.exec(exercise.solution().text) ?? [];
      expect(exercise.check(answerOf(key, code, scope))).toMatchObject({ outcome: "correct" });
    });

    it("has at least two right answers, and four wrong ones with reasons of their own", () => {
      expect(right.length).toBeGreaterThanOrEqual(2);
      const reasons = new Set(wrong.map(([, reason]) => reason.source));
      expect(reasons.size).toBeGreaterThanOrEqual(4);
    });

    it.each(right.map((answer) => [inWords(answer), answer]))("accepts %s", (_, answer) => {
      expect(exercise.check(answer)).toMatchObject({ outcome: "correct" });
    });

    const named = wrong.map(([answer, reason]) => [inWords(answer), answer, reason] as const);
    it.each(named)("gives its own reason to %s", (_, answer, reason) => {
      expect(exercise.check(answer)).toMatchObject({
        outcome: "incorrect",
        message: expect.stringMatching(reason),
      });
    });
  });
});

/** What the code of a solution declares under the exercise's name, as in a cell. */
function answerOf(key: string, code: string, scope: Record<string, unknown>): unknown {
  const { code: script } = transformSync(code, { loader: "ts" });
  return new Function(...Object.keys(scope), `${script}; return ${key};`)(...Object.values(scope));
}

/** An answer as the title of its test: Vitest would take "%" for its own. */
function inWords(answer: unknown): string {
  const text = typeof answer === "function" ? String(answer) : inspect(answer);
  return text.replace(/\s+/g, " ").replaceAll("%", "%%").slice(0, 100);
}
