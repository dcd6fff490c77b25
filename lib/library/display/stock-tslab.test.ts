import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type KernelMessage, type RunningKernel, startKernel } from "dropout-lab-pages/client";
import { afterAll, beforeAll, expect, it } from "vitest";

// The unmodified kernel from npm, which loads the built library by require() and reads its
// declarations with TypeScript 5.0: what lessons use of display, stats, plot and course must do.
const tslab = join(
  dirname(createRequire(import.meta.url).resolve("tslab/package.json")),
  "bin",
  "tslab",
);

let kernel: RunningKernel;
beforeAll(async () => {
  const argv = [process.execPath, tslab, "kernel", "--config-path", "{connection_file}"];
  const spec = { argv, display_name: "tslab", language: "typescript" };
  const directory = fileURLToPath(new URL("../../..", import.meta.url));
  kernel = await startKernel(spec, { directory });
});
afterAll(() => kernel?.shutdown());

/** The outputs of a cell: printed text as it is, displayed data by type. */
async function outputs(cell: string): Promise<unknown[]> {
  const seen: unknown[] = [];
  const onMessage = ({ header, content }: KernelMessage) => {
    if (header.msg_type === "stream") seen.push(content.text);
    if (header.msg_type === "display_data") seen.push(content.data);
  };
  const { status } = await kernel.execute(cell, { onMessage });
  return status === "ok" ? seen : [...seen, status];
}

it("shows figures as PNG, and the text of everything else", async () => {
  const imports = `
    import { display, displaySymbol } from "dropout-lab/display";
    import { distribution, distributions, lines, maskStrip, beforeAfter } from "dropout-lab/plot";
    import { histogram, meanInterval, pairedInterval, repeat, summarize } from "dropout-lab/stats";`;
  expect(await outputs(imports)).toEqual([]);
  const title = "Ten neurons, one mask";
  expect(await outputs(`await display(maskStrip([1, 0, 1], { title: "${title}" }))`)).toEqual([
    // A PNG's first bytes, in base64.
    { "image/png": expect.stringMatching(/^iVBORw0KGgo/) },
  ]);
  expect(await outputs(`maskStrip([1, 0, 1], { title: "${title}" })`)).toEqual([
    "Squares for 3 neurons: Ten neurons, one mask (2 kept, 1 dropped).\n",
  ]);
  expect(
    await outputs(`await display({ kept: histogram([1, 0, 1], { bins: 2 }).counts })`),
  ).toEqual(["{ kept: [ 1, 2 ] }\n"]);
});

it("prints what exercises answer", async () => {
  const imports = `
    import { checkDropout, checkNumber, exercise, lesson, yourTurn } from "dropout-lab/course";
    const one = lesson("01", {
      mean: exercise({
        question: "The mean?", hints: ["100 × 0.6"], solution: "60",
        check: (answer: number) => checkNumber(answer, { expected: 60, why: "60 of 100 are kept." }),
      }),
      drop: exercise({
        question: "Drop.", hints: ["random() < p"], solution: "…",
        check: (answer: (x: number[], p: number, random: () => number) => number[]) =>
          checkDropout(answer, { scaled: false, why: "A coin each." }),
      }),
    });
    const answer: number = yourTurn();`;
  expect(await outputs(imports)).toEqual([]);
  expect(await outputs("one.mean.check(answer)")).toEqual([
    expect.stringMatching(/^Not attempted\. .*\n$/),
  ]);
  expect(await outputs("one.mean.check(60)")).toEqual(["Correct. 60 of 100 are kept.\n"]);
  expect(await outputs("one.drop.check((x, p) => x)")).toEqual([
    "Not yet. At p = 0.4 nothing is dropped. About 40 in 100 must become 0.\n",
  ]);
  expect(await outputs("one.progress()")).toEqual([
    "01: 1 of 2 exercises done.\n  ✓ mean (1 try)\n  ○ drop (1 try)\n",
  ]);
});

it("has types that the kernel's own TypeScript reads: a wrong call is an error, not any", async () => {
  const wrong = [
    "const a: string = summarize([1]).mean;",
    "maskStrip([1]);",
    "const b: string = one.mean.isDone;",
    'one.mean.check("60");',
    "const c: string = display(1);",
    "const d: string = (await maskStrip([1], { title: '' })[displaySymbol]());",
  ];
  // TypeScript reports a line that is expected to be wrong and is not.
  const expected = wrong.map((line) => `// @ts-expect-error\n${line}\n`).join("");
  expect(await outputs(`const never = async () => {\n${expected}};`)).toEqual([]);
  expect(await outputs("// @ts-expect-error\nconst right: number = summarize([1]).mean;")).toEqual([
    "1:1 - Unused '@ts-expect-error' directive.\n",
    "error",
  ]);
});
