import { describe, expect, expectTypeOf, test } from "vitest";
import { button, interact, number, select, slider, toggle } from "./index.ts";

describe("a control describes itself", () => {
  test("a slider, its middle step and the usual steps if they are left out", () => {
    expect(slider(0, 0.95, { value: 0.4, step: 0.05 }).spec).toEqual({
      ...{ kind: "slider", min: 0, max: 0.95, step: 0.05, value: 0.4 },
    });
    expect(slider(0, 0.95, { step: 0.05 }).spec.value).toBe(0.45);
    expect(slider(1, 9).spec).toMatchObject({ step: 1, value: 5 });
    expect(slider(0, 1).spec).toMatchObject({ step: 0.01, value: 0.5 });
    expect(slider(-3.5, -2.5, { step: 0.5 }).spec.value).toBe(-3);
  });

  test("a number, 0 if it is left out and can be", () => {
    expect(number().spec).toEqual({ kind: "number", value: 0 });
    expect(number({ min: 1, max: 9, step: 2 }).spec).toEqual({
      ...{ kind: "number", min: 1, max: 9, step: 2, value: 1 },
    });
    expect(number({ max: -2 }).spec.value).toBe(-2);
  });

  test("a menu, a box and a button", () => {
    expect(select({ half: 0.5, none: undefined }, { value: undefined }).spec).toEqual({
      ...{ kind: "select", options: ["half", "none"], value: 1 },
    });
    expect(toggle().spec).toEqual({ kind: "toggle", value: false });
    expect(button("Again")).toMatchObject({ spec: { kind: "button", value: 0 }, label: "Again" });
  });
});

describe("a wrong argument is named in one sentence", () => {
  const any = (value: unknown) => value as never;
  const render = () => 1;
  test.each<[string, () => unknown]>([
    ["slider: min must be a number, got undefined", () => slider(any(undefined), 1)],
    ["slider: max must be finite, got Infinity", () => slider(0, Number.POSITIVE_INFINITY)],
    ["slider: max must be above min, got 1 and 0", () => slider(1, 0)],
    ["slider: value must be from 0 to 1, got 2", () => slider(0, 1, { value: 2 })],
    [
      "slider: value must be 0 plus steps of 0.25, got 0.3",
      () => slider(0, 1, { value: 0.3, step: 0.25 }),
    ],
    ["slider: step must be above 0, got 0", () => slider(0, 1, { step: 0 })],
    ["slider: step must be at most max − min = 1, got 2", () => slider(0, 1, { step: 2 })],
    [
      'slider: unknown option "description"; known are value, step, label',
      () => slider(0, 1, any({ description: "p" })),
    ],
    [
      "slider: options must be an object, such as { value: 0.4, step: 0.05 }, got number 0.4",
      () => slider(0, 1, any(0.4)),
    ],
    ["slider: label must be a text, got number 1", () => slider(0, 1, { label: any(1) })],
    [
      "number: value must be at least 1 and at most 3, got 4",
      () => number({ value: 4, min: 1, max: 3 }),
    ],
    ["number: max must be at least min, got 2 and 1", () => number({ min: 2, max: 1 })],
    ["select: must have at least 1 value, got 0", () => select([])],
    ["select: value must be one of 1, 2, got 3", () => select([1, 2], { value: any(3) })],
    ['select: must be given a list or an object, got string "ab"', () => select(any("ab"))],
    ["toggle: value must be true or false, got number 1", () => toggle({ value: any(1) })],
    ["button: label must be a text, got an object", () => button(any({}))],
    ["interact: must be given at least 1 control, got 0", () => interact({}, render)],
    [
      "interact: p must be a control, such as slider(0, 1), got a list",
      () => interact(any({ p: [0, 1] }), render),
    ],
    [
      "interact: controls must have names, such as { p: slider(0, 1) }, got a control",
      () => interact(any(slider(0, 1)), render),
    ],
    [
      "interact: controls must have names, such as { p: slider(0, 1) }, got a function",
      () => interact(any(render), any({})),
    ],
    [
      "interact: render must be a function, got undefined",
      () => interact({ p: toggle() }, any(undefined)),
    ],
  ])("%s", (message, call) => {
    expect(call).toThrow(expect.objectContaining({ message }));
  });
});

test("what render is given has the controls' types", () => {
  const never = () =>
    interact(
      { p: slider(0, 1), mode: select(["naive", "scaled"]), scaled: toggle(), again: button() },
      ({ p, mode, scaled, again }) => {
        expectTypeOf(p).toEqualTypeOf<number>();
        expectTypeOf(mode).toEqualTypeOf<"naive" | "scaled">();
        expectTypeOf(scaled).toEqualTypeOf<boolean>();
        expectTypeOf(again).toEqualTypeOf<number>();
        return p;
      },
    );
  expectTypeOf(never).returns.toEqualTypeOf<Promise<void>>();
});
