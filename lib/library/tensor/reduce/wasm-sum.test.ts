import { expect, test } from "vitest";
import { type WasmExports, wasmExports } from "../../wasm/index.ts";
import { rand } from "../index.ts";
import { Storage } from "../memory/index.ts";
import { expectSameAsLoops, specialNumbers } from "../testing/same-as-loops.ts";
import { wasmSum } from "./wasm-rows.ts";

test("sums and means equal the four-lane loop, whole and by rows", () => {
  for (const n of [0, 1, 2, 3, 4, 5, 127, 128, 129, 1000, 32768, 32769, 32771, 65541]) {
    const x = rand([n + 1])
      .slice(1)
      .sub(0.5);
    expectSameAsLoops(() => x.sum());
    expectSameAsLoops(() => x.mean());
    expectSameAsLoops(() => specialNumbers(n, 1).sum());
  }
  const rows = rand([5, 301]).slice(1);
  expectSameAsLoops(() => rows.sum(1));
  expectSameAsLoops(() => rows.mean([1]));
  expectSameAsLoops(() => rows.sum(0));
});

test("sums keep the four lanes apart until the end", () => {
  const wasm = wasmExports() as WasmExports;
  // Magnitudes so far apart that another order gives another float64.
  const x = Float32Array.from(
    { length: 40_003 },
    (_, i) => ((i * 7919) % 1013) * ([1, 1e9, 1e-9][i % 3] ?? 0),
  );
  for (const length of [1, 2, 3, 4, 5, 6, 7, 1001, 39_999, 40_002]) {
    const lanes = [0, 0, 0, 0];
    for (let i = 0; i < length; i++) lanes[i % 4] = Number(lanes[i % 4]) + Number(x[i + 1]);
    const [a = 0, b = 0, c = 0, d = 0] = lanes;
    expect(wasmSum(wasm, { storage: new Storage(x), offset: 1, length })).toBe(a + b + (c + d));
  }
});
