import { expect, test } from "vitest";
import { commandOf } from "./command-keys.ts";

const press = (key: string, ...held: string[]) =>
  commandOf({
    key,
    shiftKey: held.includes("Shift"),
    ctrlKey: held.includes("Control"),
    metaKey: held.includes("Meta"),
    altKey: held.includes("Alt"),
  });

test("the keys are Jupyter's", () => {
  expect(press("Enter")).toBe("edit");
  expect(press("Enter", "Shift")).toBe("runAndNext");
  expect(press("Enter", "Control")).toBe("run");
  expect(press("Enter", "Meta")).toBe("run");
  expect(press("Enter", "Alt")).toBe("runAndInsert");
  expect(["ArrowUp", "k", "ArrowDown", "j"].map((key) => press(key))).toEqual([
    "previous",
    "previous",
    "next",
    "next",
  ]);
});

test("the browser's own keys stay its own", () => {
  expect(press("z", "Control")).toBeUndefined();
  expect(press("a", "Meta")).toBeUndefined();
  expect(press("Enter", "Control", "Shift")).toBeUndefined();
  expect(press("ArrowDown", "Alt")).toBeUndefined();
  expect(press("x")).toBeUndefined();
});
