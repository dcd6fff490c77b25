import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { display, displaySymbol, inspectSymbol, metadataOf, withMetadata } from "./index.ts";

const require = createRequire(import.meta.url);
const leftovers: (() => void)[] = [];

afterEach(() => {
  vi.restoreAllMocks();
  for (const undo of leftovers.splice(0)) undo();
});

function spyOnConsole(): unknown[] {
  const printed: unknown[] = [];
  vi.spyOn(console, "log").mockImplementation((...values) => void printed.push(...values));
  return printed;
}

/** A loaded copy of tslab, as small as it can be; `shown` is undefined when it runs no kernel. */
function loadTslabCopy(shown?: unknown[]): void {
  const dist = join(mkdtempSync(join(tmpdir(), "copy-")), "node_modules", "tslab", "dist");
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, "jupyter.js"), "exports.lastWriteDisplayData = null;");
  writeFileSync(
    join(dist, "public.js"),
    `const jupyter = require("./jupyter");
     exports.display = { raw: (type, data) => jupyter.lastWriteDisplayData({ type, data }) };`,
  );
  const file = require.resolve(join(dist, "jupyter.js"));
  if (shown !== undefined) {
    require(file).lastWriteDisplayData = (message: unknown) => shown.push(message);
  } else require(file);
  leftovers.push(() => {
    delete require.cache[file];
    delete require.cache[file.replace("jupyter.js", "public.js")];
    rmSync(join(dist, "..", "..", ".."), { recursive: true });
  });
}

const picture = {
  [displaySymbol]: async () => ({ "text/plain": "a cat", "image/png": "aGVsbG8=" }),
};

it("goes through the kernel's own display when there is one", async () => {
  const shown: unknown[] = [];
  Object.defineProperty(globalThis, "jupyter", {
    value: { display: async (value: unknown) => void shown.push(value) },
    configurable: true,
  });
  leftovers.push(() => Reflect.deleteProperty(globalThis, "jupyter"));
  loadTslabCopy([]);
  const printed = spyOnConsole();
  await display(picture);
  expect(shown).toEqual([picture]);
  expect(printed).toEqual([]);
});

it("gives the very promise of the kernel, which does not show that as a value", () => {
  const promise = Promise.resolve();
  Object.defineProperty(globalThis, "jupyter", {
    value: { display: () => promise },
    configurable: true,
  });
  leftovers.push(() => Reflect.deleteProperty(globalThis, "jupyter"));
  expect(display(picture)).toBe(promise);
});

it("shows through the copy of tslab that runs the kernel, whichever is loaded first", async () => {
  const shown: unknown[] = [];
  loadTslabCopy();
  loadTslabCopy(shown);
  loadTslabCopy();
  await display(picture);
  expect(shown).toEqual([{ type: "image/png", data: "aGVsbG8=" }]);
});

it("prints what does not show itself on tslab", async () => {
  loadTslabCopy([]);
  const printed = spyOnConsole();
  await display({ kept: 60 });
  expect(printed).toEqual(["{ kept: 60 }"]);
});

it("prints text where nothing can be shown, and a copy of tslab without a kernel is nothing", async () => {
  loadTslabCopy();
  const printed = spyOnConsole();
  await display(picture);
  await display("100 neurons");
  expect(printed).toEqual(["a cat", "100 neurons"]);
});

it("draws no picture where only text can be shown", async () => {
  const printed = spyOnConsole();
  await display({
    [inspectSymbol]: () => "Figure: a cat",
    [displaySymbol]: () => {
      throw new Error("drawn");
    },
  });
  expect(printed).toEqual(["Figure: a cat"]);
});

it("keeps a bundle's metadata out of its JSON and its keys", () => {
  const bundle = withMetadata({ "image/png": "aGVsbG8=" }, { "image/png": { width: 700 } });
  expect(metadataOf(bundle)).toEqual({ "image/png": { width: 700 } });
  expect(metadataOf({})).toEqual({});
  expect(Object.keys(bundle)).toEqual(["image/png"]);
  expect(JSON.stringify(bundle)).toBe('{"image/png":"aGVsbG8="}');
});
