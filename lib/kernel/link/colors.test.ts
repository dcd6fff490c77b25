import { describe, expect, it } from "vitest";
import { colorSetting, passOn, wantedColors } from "./colors.ts";

describe("the colours that are wanted", () => {
  it.each([
    [{}, "errors"],
    [{ NO_COLOR: "" }, "errors"],
    [{ NO_COLOR: "0" }, "off"],
    [{ FORCE_COLOR: "" }, "on"],
    [{ FORCE_COLOR: "1" }, "on"],
    [{ FORCE_COLOR: "3" }, "on"],
    [{ FORCE_COLOR: "true" }, "on"],
    [{ FORCE_COLOR: "0" }, "off"],
    [{ FORCE_COLOR: "false" }, "off"],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, "on"],
    [{ FORCE_COLOR: "0", NO_COLOR: "" }, "off"],
    [{ DROPOUT_LAB_COLORS: "on", NO_COLOR: "1" }, "on"],
    [{ DROPOUT_LAB_COLORS: "on", FORCE_COLOR: "0" }, "on"],
    [{ DROPOUT_LAB_COLORS: "off", FORCE_COLOR: "1" }, "off"],
    [{ DROPOUT_LAB_COLORS: "errors", FORCE_COLOR: "1" }, "errors"],
    [{ DROPOUT_LAB_COLORS: "" }, "errors"],
    [{ DROPOUT_LAB_COLORS: "always", NO_COLOR: "1" }, "off"],
  ])("of %j are %s", (environment, wanted) => {
    expect(wantedColors(environment)).toBe(wanted);
  });

  it("are named where the setting names none", () => {
    expect(colorSetting({ DROPOUT_LAB_COLORS: "always" }).notice).toBe(
      'DROPOUT_LAB_COLORS: must be errors, on or off, got "always", which is ignored',
    );
    expect(colorSetting({ DROPOUT_LAB_COLORS: "on" }).notice).toBeUndefined();
    expect(colorSetting({}).notice).toBeUndefined();
  });
});

describe("packages and child processes are told", () => {
  it.each([
    ["errors", {}, { NO_COLOR: "1", FORCE_COLOR: "0" }],
    ["off", { FORCE_COLOR: "1" }, { NO_COLOR: "1", FORCE_COLOR: "0" }],
    ["on", {}, { FORCE_COLOR: "3" }],
    ["on", { NO_COLOR: "1", FORCE_COLOR: "0" }, { FORCE_COLOR: "3" }],
    ["on", { FORCE_COLOR: "" }, { FORCE_COLOR: "1" }],
    ["on", { FORCE_COLOR: "2" }, { FORCE_COLOR: "2" }],
  ] as const)("of %s, in %j", (colors, environment, told) => {
    const given = { ...environment };
    passOn(colors, given);
    expect(given).toEqual(told);
  });
});
