import { expect, it } from "vitest";
import { cutText } from "./cut-text.ts";

it("cuts what is longer, and says how much of it is left out", () => {
  expect(cutText("12345", { characters: 5 })).toBe("12345");
  expect(cutText("123456789", { characters: 5 })).toBe("12345\n… 4 more characters");
});

it("cuts what has more lines", () => {
  expect(cutText("a\nb\nc", { characters: 100, lines: 3 })).toBe("a\nb\nc");
  expect(cutText("a\nb\nc", { characters: 100, lines: 2 })).toBe("a\nb\n… 2 more characters");
});

it("cuts no emoji in two", () => {
  expect(cutText("ab😀cd", { characters: 3 })).toBe("ab\n… 4 more characters");
  expect(cutText("ab😀cd", { characters: 4 })).toBe("ab😀\n… 2 more characters");
});
