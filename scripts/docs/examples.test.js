// Every example of the doc comments, run on the kernel as a reader would run it in a notebook.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createKernelspec } from "dropout-lab-kernel";
import { startKernel } from "dropout-lab-pages/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readExamples } from "./read-examples.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const examples = ["library", "kernel", "pages"].flatMap((name) =>
  readExamples(root, `lib/${name}`),
);

/** The code cells of the lessons and their solutions. */
const lessonCode = ["notebooks", "notebooks/solutions"]
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
  .filter((path) => path.endsWith(".ipynb"))
  .flatMap((path) => JSON.parse(readFileSync(path, "utf8")).cells)
  .filter(({ cell_type }) => cell_type === "code")
  .map(({ source }) => source.join(""))
  .join("\n");

/** What is imported from the packages. @param {string} code */
function importedNames(code) {
  const imports = code.matchAll(/^import \{([^}]*)\} from "dropout-lab/gm);
  const names = [...imports].flatMap(([, list = ""]) => list.split(","));
  return names.map((name) => name.trim().replace(/^type | as .*$/g, "")).filter(Boolean);
}

/** @param {import("dropout-lab-pages/client").KernelMessage} message */
function textOf({ header, content }) {
  if (header.msg_type === "stream") return String(content.text);
  if (header.msg_type === "error") return `${content.traceback}\n`;
  const data = /** @type {Record<string, string> | undefined} */ (content.data);
  return data ? `${data["text/plain"]}\n` : "";
}

/**
 * What a cell puts out, as text.
 * @param {import("dropout-lab-pages/client").RunningKernel} kernel @param {string} code
 */
async function run(kernel, code) {
  let shown = "";
  await kernel.execute(code, {
    onMessage: (message) => {
      if (message.channel === "iopub") shown += textOf(message);
    },
  });
  return shown.trimEnd();
}

describe("each example states what the kernel shows", () => {
  /** @type {import("dropout-lab-pages/client").RunningKernel} */
  let kernel;
  // One for all, since its first check takes longest; the test of imports below sees to what the
  // examples could share.
  beforeAll(async () => {
    kernel = await startKernel(createKernelspec(), {
      directory: join(root, "notebooks"),
      env: { DROPOUT_LAB_HISTORY: "off", DROPOUT_LAB_COLORS: "off" },
    });
  });
  afterAll(() => kernel?.shutdown());

  const named = examples.map((example) => {
    return /** @type {const} */ ([`${example.name} in ${example.file}`, example]);
  });
  test.each(named)("%s", async (_, { steps }) => {
    for (const { code, result } of steps) {
      expect({ code, result: await run(kernel, code) }).toEqual({ code, result });
    }
  });
});

test("each example imports what it uses", () => {
  const known = new Set(examples.flatMap(({ steps }) => importedNames(steps[0]?.code ?? "")));
  for (const { name, steps } of examples) {
    const code = steps.map((step) => step.code).join("\n");
    // What stands between quotes is prose.
    const program = code.replaceAll(/"[^"\n]*"/g, '""');
    const used = [...program.matchAll(/(?<![.\w])\w+(?=[(.])/g)].map(([word]) => word);
    const imported = importedNames(code);
    const missing = used.filter((word) => known.has(word) && !imported.includes(word));
    expect({ name, missing }).toEqual({ name, missing: [] });
  }
});

test("what the lessons use has an example", () => {
  const documented = new Set(examples.map(({ name }) => name));
  const methodsOfTensor = ["elementwise/elementwise", "reduce/reduction", "shape/shape"];
  const classes = [
    ...["tensor/tensor-base", "tensor/tensor", "nn/modules/module", "nn/dropout/dropout-module"],
    ...methodsOfTensor.map((name) => `tensor/${name}-methods`),
    "course/exercise",
  ]
    .map((name) => readFileSync(join(root, `lib/library/${name}.ts`), "utf8"))
    .join("\n");
  const called = [...lessonCode.matchAll(/(?<!Math|console)\.(\w+)\(/g)].map(
    ([, name = ""]) => name,
  );
  const methods = called.filter((name) => new RegExp(`^ {2}${name}[(<]`, "m").test(classes));
  const used = [...new Set([...importedNames(lessonCode), ...methods])];
  expect(used.length).toBeGreaterThan(30);
  expect(used.filter((name) => !documented.has(name))).toEqual([]);
});
