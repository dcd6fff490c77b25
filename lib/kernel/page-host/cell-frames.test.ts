import { expect, it } from "vitest";
import { firefoxFrames } from "./cell-frames.ts";

it("reads the stacks of Firefox, and leaves those of V8", () => {
  expect(firefoxFrames("f@Cell[1]:3:5\nasync*@Cell[2]:1:9\n")).toEqual([
    "    at f (Cell[1]:3:5)",
    "    at Cell[2]:1:9",
  ]);
  expect(firefoxFrames("Error: a@b:1:2\n    at f (Cell[1]:3:5)")).toBeUndefined();
  expect(firefoxFrames("")).toBeUndefined();
});
