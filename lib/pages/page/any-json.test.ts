import fc from "fast-check";
import { expect, test } from "vitest";
import { parseNotebook } from "../notebook/index.ts";
import { exportNotebook } from "./export-notebook.ts";

/** Notebooks are made; the same ones every time. */
const RUNS = { numRuns: 200, seed: 20 };

/** A text that stays one word however it is set. */
const word = fc.integer({ min: 0, max: 1e9 }).map((number) => `word${number.toString(36)}end`);

const odd = fc.oneof(
  ...[null, 0, true, "", {}, [], [null], ["%00"], { a: [1] }].map((one) => fc.constant(one)),
  fc.constantFrom("![a](%00.png)", "[a](%E0%A4%A)", "<svg>", "$\\frac$", "<style>p{}</style>"),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Mostly what it should be, at times anything. */
const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: usual as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });

const text = mostly(
  fc.oneof(
    word,
    fc.array(word, { maxLength: 3 }),
    fc.tuple(word, odd).map((list) => [...list]),
  ),
);

const type = fc.constantFrom(
  ...["text/html", "text/markdown", "text/latex", "image/svg+xml", "image/png", "image/jpeg"],
  ...["application/json", "application/pdf", "application/vnd.plotly.v1+json", "text/x-own"],
);

const output = mostly(
  fc.oneof(
    fc.record(
      { output_type: fc.constant("stream"), name: mostly(fc.constant("stdout")), text },
      { requiredKeys: ["output_type"] },
    ),
    fc.record({ output_type: fc.constant("error"), traceback: mostly(fc.array(text)) }),
    fc.record(
      {
        output_type: fc.constantFrom("display_data", "execute_result"),
        data: mostly(
          fc
            .tuple(text, fc.dictionary(type, odd, { maxKeys: 3 }))
            .map(([plain, others]) => ({ ...others, "text/plain": plain })),
        ),
        metadata: mostly(fc.constant({})),
        execution_count: mostly(fc.nat(9)),
      },
      { requiredKeys: ["output_type"] },
    ),
  ),
);

const cell = mostly(
  fc.record(
    {
      cell_type: mostly(fc.constantFrom("code", "markdown", "raw")),
      id: odd,
      metadata: mostly(fc.constant({})),
      source: text,
      outputs: mostly(fc.array(output, { maxLength: 3 })),
      attachments: odd,
      execution_count: mostly(fc.nat(9)),
    },
    { requiredKeys: [] },
  ),
);

const notebook = fc.record(
  {
    nbformat: fc.constantFrom(4, "4"),
    nbformat_minor: odd,
    metadata: mostly(
      fc.dictionary(fc.constantFrom("kernelspec", "language_info", "title", "language"), odd),
    ),
    cells: fc.array(cell, { minLength: 1, maxLength: 4 }),
  },
  { requiredKeys: ["cells"] },
);

/** The words of the sources, of what is printed and of the plain texts, by their cell's index. */
function wordsOf(value: unknown): string[] {
  return JSON.stringify(value)?.match(/word\w+?end/g) ?? [];
}

test("whatever has cells becomes a page, with every text in it or a warning of its cell", async () => {
  await fc.assert(
    fc.asyncProperty(notebook, async (file) => {
      const warnings: string[] = [];
      const warn = (sentence: string) => warnings.push(sentence);
      const read = parseNotebook(JSON.stringify(file), "a.ipynb", { leaveOut: warn });
      expect(read.cells).toHaveLength(file.cells.length);
      const html = await exportNotebook(read, { warn });
      for (const [index, one] of file.cells.entries()) {
        const isNamed = warnings.some((sentence) => sentence.startsWith(`cell ${index + 1}`));
        const { source, outputs = [], cell_type: kind } = Object(one);
        const shown = kind === "code" ? { source, outputs: shownOf(outputs) } : { source };
        for (const word of wordsOf(shown)) {
          if (!html.includes(word)) expect(isNamed, `${word}\n${warnings.join("\n")}`).toBe(true);
        }
      }
    }),
    RUNS,
  );
}, 120_000);

/** Of the forms of one output, one is shown: the plain text where there is no other. */
function shownOf(outputs: unknown): unknown {
  if (!Array.isArray(outputs)) return outputs;
  return outputs.map((one) => {
    const data = Object(one?.data);
    const types = Object.keys(data);
    return types.length > 1 ? { ...one, data: {} } : one;
  });
}
