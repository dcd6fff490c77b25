import { expect, test } from "vitest";
import { NewestValue } from "./newest-value.ts";

/** A slow one who answers when told to. */
function slow() {
  const asked: number[] = [];
  const shown: number[] = [];
  let inFlight = 0;
  let most = 0;
  let answer: (() => void) | undefined;
  const values = new NewestValue<number, number>({
    ask: (value) => {
      asked.push(value);
      inFlight += 1;
      most = Math.max(most, inFlight);
      return new Promise((resolve) => {
        answer = () => {
          inFlight -= 1;
          resolve(value);
        };
      });
    },
    show: (value) => shown.push(value),
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    ...{ values, asked, shown, most: () => most },
    answer: async () => {
      answer?.();
      await settle();
    },
  };
}

test("asks at once, and for nothing that is older than what it could ask for", async () => {
  const { values, asked, shown, answer } = slow();
  values.set(1);
  expect(asked).toEqual([1]);
  for (const value of [2, 3, 4]) values.set(value);
  await answer();
  expect(asked).toEqual([1, 4]);
  expect(shown).toEqual([1]);
  await answer();
  expect(shown).toEqual([1, 4]);
});

test("asks for one value at a time, and shows the newest last", async () => {
  const { values, shown, answer, most } = slow();
  for (let value = 0; value < 50; value++) {
    values.set(value);
    if (value % 7 === 0) await answer();
  }
  for (let round = 0; round < 3; round++) await answer();
  expect(most()).toBe(1);
  expect(shown.at(-1)).toBe(49);
  expect(shown).toEqual([...shown].sort((a, b) => a - b));
});

test("asks for the next value while it shows an answer, and shows one after the other", async () => {
  const log: string[] = [];
  let shown: () => void = () => {};
  const values = new NewestValue<number, number>({
    ask: async (value) => {
      log.push(`ask ${value}`);
      return value;
    },
    show: (value) => {
      log.push(`show ${value}`);
      return new Promise<void>((resolve) => {
        shown = () => {
          log.push(`shown ${value}`);
          resolve();
        };
      });
    },
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  values.set(1);
  values.set(2);
  await settle();
  expect(log).toEqual(["ask 1", "ask 2", "show 1"]);
  shown();
  await settle();
  expect(log.slice(3)).toEqual(["shown 1", "show 2"]);
});
