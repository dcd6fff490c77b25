import { expect, it } from "vitest";
import { cellNeeds } from "./cell-needs.ts";
import { lowerWithBabel } from "./lower-with-babel.ts";
import { loweringScript } from "./lowering-script.ts";

it.each([
  ["enum A { B }", true],
  ["const enum A { B }", true],
  ["class C { @log f() {} }", true],
  ["const x = <b>bold</b>", true],
  ["{ using file = open() }", true],
  ["interface A { b: number }\nconst a = { b: 1 } satisfies A", false],
  ["!ls\nconst = 1", false],
])("says of %s whether it needs the lowering: %s", async (source, expected) => {
  expect((await cellNeeds(source)).lowering).toBe(expected);
});

it("gives a script that lowers, and tells a fault at its place", async () => {
  const script = await loweringScript();
  // biome-ignore lint/security/noGlobalEval: what a page's worker does with it
  const lower = lowerWithBabel(() => globalThis.eval(script));
  const options = { jsx: false, lowerUsing: false };
  const { code } = await lower.transform("enum A { B = 7 }", options);
  expect(new Function(`${code}; return A.B`)()).toBe(7);
  const wrong = lower.transform("const a = 1\nconst b = = 2", options);
  await expect(wrong).rejects.toMatchObject({ message: "Unexpected token", line: 2, column: 11 });
});
