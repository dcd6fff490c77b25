import fc from "fast-check";
import { expect, it } from "vitest";
import { lowerWithEsbuild } from "./esbuild/index.ts";
import { ReplHost } from "./testing/repl-host.ts";

/**
 * One statement of a generated program: a template in which `#` is a new name, `@` an earlier
 * variable that may be written, and `$` any earlier name that may be read as a number.
 */
const templates = [
  "let # = $ + 1",
  "const # = $ * 2 as number",
  "var # = $ - 3",
  "let [#] = [$]",
  "const { a: # = 4 } = { a: $ as number }",
  "function #(n: number = $): number { return n + Number($) }",
  "const # = (): number => Number($) + 1",
  "class # { static n: number = Number($); valueOf() { return #.n } static valueOf() { return #.n } }",
  "enum # { A = 3, B }",
  "namespace # { export const n: number = 5; export function valueOf() { return n } }",
  "@ = $ + 2",
  "@ += Number($)",
  "@++",
  "[@] = [$]",
  "for (let i: number = 0; i < 3; i++) { @ += i }",
  "for (var # = 0; # < 2; #++) @ += Number($)",
  "for (@ of [1, 2, Number($)]) { if (@ > 1) break }",
  "if (Number($) > 2) { @ = 7 } else { const inner = $; @ = Number(inner) }",
  "try { throw $ } catch (e: unknown) { @ = Number(e) }",
  "{ let shadow = $; shadow = 3; @ = shadow }",
  "(() => { @ = Number($) })()",
  "{ const undo = () => { @ -= 1 }; undo() }",
  "interface Unused { a: number }",
  "switch (Number($)) { case 1: @ = 1; break; default: @ = 9 }",
];

type Choice = readonly [template: number, read: number, other: number, write: number];

/** The statements, and the names that they declare, in order. */
function program(choices: readonly Choice[]): { statements: string[]; names: string[] } {
  const names: string[] = [];
  const writable: string[] = [];
  const statements: string[] = [];
  for (const [index, first, second, write] of choices) {
    const template = templates[index] ?? "";
    if (template.includes("@") && writable.length === 0) continue;
    const reads = [first, second];
    const name = `v${names.length}`;
    statements.push(
      template
        .replaceAll("@", writable[write % writable.length] ?? "")
        .replace(/\$/g, () => {
          const read = reads.pop() ?? 0;
          const earlier = names[read % Math.max(1, names.length)];
          return earlier === undefined ? String(read) : `Number(${earlier})`;
        })
        .replaceAll("#", name),
    );
    if (!template.includes("#")) continue;
    names.push(name);
    if (/^(?:let|var)/.test(template)) writable.push(name);
  }
  return { statements, names };
}

const choice = fc.tuple(
  fc.nat(templates.length - 1),
  fc.nat(50),
  fc.nat(50),
  fc.nat(50),
) as fc.Arbitrary<Choice>;

it("a program comes to the same in one cell, in many, and in one function", async () => {
  const lower = lowerWithEsbuild();
  await fc.assert(
    fc.asyncProperty(
      fc.array(choice, { minLength: 1, maxLength: 14 }),
      fc.infiniteStream(fc.boolean()),
      async (choices, cuts) => {
        const { statements, names } = program(choices);
        const all = `[${names.map((name) => `Number(${name})`).join(", ")}]`;
        const { code } = await lower.transform(statements.join(";\n"), {
          jsx: false,
          lowerUsing: false,
        });
        const expected: unknown = new Function(`"use strict";${code}\nreturn ${all}`)();

        const cells = [[]] as string[][];
        for (const statement of statements) {
          if (cuts.next().value) cells.push([]);
          cells.at(-1)?.push(statement);
        }
        for (const sources of [[statements], cells]) {
          const host = new ReplHost({ lower });
          const outcomes = [];
          for (const lines of sources) outcomes.push(await host.run(lines.join("\n;")));
          const last = await host.run(all);
          host.dispose();
          expect(outcomes.flatMap(({ error }) => error ?? [])).toEqual([]);
          expect(last.value).toEqual(expected);
        }
      },
    ),
    { numRuns: 60 },
  );
});
