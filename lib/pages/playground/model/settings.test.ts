import fc from "fast-check";
import { expect, test } from "vitest";
import {
  CHOICES,
  DEFAULTS,
  formatSettings,
  MOST_SEED,
  MOST_STEPS,
  parseSettings,
  type Settings,
} from "./settings.ts";

const choice = <Key extends keyof typeof CHOICES>(key: Key) =>
  fc.constantFrom<Settings[Key]>(...(CHOICES[key] as unknown as Settings[Key][]));

const settings: fc.Arbitrary<Settings> = fc.record({
  data: choice("data"),
  p: fc.integer({ min: 0, max: 95 }).map((hundredths) => hundredths / 100),
  mode: choice("mode"),
  stage: choice("stage"),
  seed: fc.integer({ min: 0, max: MOST_SEED }),
  hidden: choice("hidden"),
  input: choice("input"),
  steps: fc.integer({ min: 0, max: MOST_STEPS }),
});

test("a link gives back the settings that it was made of", () => {
  fc.assert(
    fc.property(settings, (given) => {
      expect(parseSettings(formatSettings(given))).toEqual({ settings: given });
    }),
  );
});

test("a link names all settings, in one order", () => {
  expect(formatSettings(DEFAULTS)).toBe(
    "data=moons&p=0.4&mode=naive&stage=training&seed=1&hidden=16&input=ones&steps=0",
  );
});

test("what a link leaves out has its default", () => {
  expect(parseSettings("")).toEqual({ settings: DEFAULTS });
  expect(parseSettings("p=0.5&steps=7")).toEqual({ settings: { ...DEFAULTS, p: 0.5, steps: 7 } });
});

test.each([
  ["p=1", "must have as p a number from 0 to 0.95 with at most two decimals, got 1"],
  ["p=0.123", "must have as p a number from 0 to 0.95 with at most two decimals, got 0.123"],
  ["p=", "must have as p a number from 0 to 0.95 with at most two decimals, got nothing"],
  ["p=NaN", "must have as p a number from 0 to 0.95 with at most two decimals, got NaN"],
  ["p=-0.1", "must have as p a number from 0 to 0.95 with at most two decimals, got -0.1"],
  ["p=0.4&p=0.5", "must give p once"],
  ["seed=1e3", "must have as seed a whole number from 0 to 999999, got 1e3"],
  ["seed=1000000", "must have as seed a whole number from 0 to 999999, got 1000000"],
  ["steps=2001", "must have as steps a whole number from 0 to 2000, got 2001"],
  ["steps=1.5", "must have as steps a whole number from 0 to 2000, got 1.5"],
  ["mode=Naive", "must have as mode one of none, naive, scaled, inverted, got Naive"],
  ["data=%3Cb%3E", "must have as data one of moons, circles, spirals, digits, got <b>"],
  ["hidden=17", "must have as hidden one of 8, 16, 32, 64, got 17"],
  [
    "__proto__=1",
    "must name settings (data, p, mode, stage, seed, hidden, input, steps), got __proto__",
  ],
  [
    "toString=1",
    "must name settings (data, p, mode, stage, seed, hidden, input, steps), got toString",
  ],
  [
    `${"x".repeat(99)}`,
    `must name settings (data, p, mode, stage, seed, hidden, input, steps), got ${"x".repeat(20)}…`,
  ],
  ["%E0%A4%A=1", "must name settings"],
])("%s gives the defaults and one sentence", (fragment, why) => {
  const { settings, fault } = parseSettings(fragment);
  expect(settings).toBe(DEFAULTS);
  expect(fault).toMatch(/^The link .*; the defaults are shown\.$/);
  expect(fault).toContain(`The link ${why}`);
});
