import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { wasmExports, withoutWasm } from "./instance.ts";

/** Runs a module against the built package and reads the JSON that it prints. */
function run(source: string, environment: Record<string, string> = {}): unknown {
  const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", source], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
  return JSON.parse(printed);
}

const program = `
  const { isWasmAvailable } = await import("./dist/wasm/index.js");
  const { manualSeed } = await import("dropout-lab/random");
  const { rand, scope } = await import("dropout-lab/tensor");
  const { functional } = await import("dropout-lab/nn");
  manualSeed(7);
  const y = scope(() => functional.dropout(rand([9]), { p: 0.3 }).matmul(rand([9]).add(1)));
  console.log(JSON.stringify([isWasmAvailable(), y.item()]));
`;

test("without WebAssembly the plain loops give the same numbers", () => {
  const [on, value] = run(program) as [boolean, number];
  expect(on).toBe(true);
  expect(run(program, { DROPOUT_LAB_SIMD: "off" })).toEqual([false, value]);
  expect(run(`delete globalThis.WebAssembly; ${program}`)).toEqual([false, value]);
  // What a page's policy does, and what a machine without SIMD or memory does.
  for (const part of ["Module", "Instance"]) {
    const refused = `WebAssembly.${part} = function () { throw new WebAssembly.CompileError("no"); };`;
    expect(run(`${refused} ${program}`)).toEqual([false, value]);
  }
});

test("nothing is compiled on import, and once on first use, without waiting", () => {
  const counted = run(`
    let count = 0;
    const { Module } = WebAssembly;
    WebAssembly.Module = function (bytes) { count++; return new Module(bytes); };
    const { rand } = await import("dropout-lab/tensor");
    const { functional } = await import("dropout-lab/nn");
    const imported = count;
    functional.dropout(rand([9]), { p: 0.3 });
    rand([9]);
    console.log(JSON.stringify([imported, count]));
  `);
  expect(counted).toEqual([0, 1]);
});

test("withoutWasm ends with its function, even one that throws", () => {
  expect(withoutWasm(wasmExports)).toBeUndefined();
  expect(() =>
    withoutWasm(() => {
      throw new RangeError("as planned");
    }),
  ).toThrow("as planned");
  expect(wasmExports()).toBeDefined();
});

test("the module imports nothing and is small", () => {
  const file = fileURLToPath(new URL("generated/module.wasm", import.meta.url));
  const bytes = readFileSync(file);
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: { Module: { imports(module: object): []; new (bytes: Uint8Array): object } };
  };
  expect(WebAssembly.Module.imports(new WebAssembly.Module(bytes))).toEqual([]);
  expect(bytes.length).toBeLessThan(15_000);
});
