import { afterEach, expect, test, vi } from "vitest";
import { functional } from "../../nn/index.ts";
import { Generator } from "../../random/index.ts";
import { withoutWasm } from "../../wasm/index.ts";
import { rand, scope, type Tensor, tensor, where } from "../index.ts";
import { firstDifference } from "../testing/first-difference.ts";
import { freshFloats } from "./fresh-floats.ts";

afterEach(() => vi.restoreAllMocks());

/** Makes all memory that is not cleared hold NaN, as it may in earnest. */
function dirtyMemory() {
  return vi
    .spyOn(Buffer, "allocUnsafeSlow")
    .mockImplementation((bytes) => Buffer.from(new Uint8Array(bytes).fill(0xff).buffer));
}

test("each has a buffer of its own, of exactly its bytes, that can be given away", () => {
  for (const length of [0, 1, 2047, 2048, 2049, 40_000, 1_000_000]) {
    const [a, b] = [freshFloats(length), freshFloats(length)];
    expect([a.length, a.byteOffset, a.buffer.byteLength]).toEqual([length, 0, length * 4]);
    expect(a.buffer).not.toBe(b.buffer);
    a.fill(1);
    b.fill(2);
    expect(a.every((value) => value === 1)).toBe(true);
    const moved = structuredClone(a.buffer, { transfer: [a.buffer] });
    expect([moved.byteLength, a.length]).toEqual([length * 4, 0]);
  }
});

test("small ones, and all where there is no Buffer, are ordinary arrays", () => {
  const uncleared = dirtyMemory();
  expect(freshFloats(2047)[0]).toBe(0);
  expect(uncleared).not.toHaveBeenCalled();
  vi.stubGlobal("Buffer", undefined);
  try {
    expect(freshFloats(40_000)[39_999]).toBe(0);
  } finally {
    vi.unstubAllGlobals();
  }
});

test.each([3000, 40_001])("every operation writes all of its result of %i numbers", (n) => {
  const x = rand([n, 1], { generator: new Generator(1) }).sub(0.5);
  const row = tensor(Float32Array.of(1, 2, 3));
  const matrix = () => x.matmul(row.reshape([1, 3]));
  const source = (stream: "default" | "x86-mkl") => ({ generator: new Generator(1, { stream }) });
  const recorded = () => {
    const leaf = x.clone();
    leaf.requiresGrad = true;
    functional
      .dropout(leaf.relu(), { p: 0.3, ...source("default") })
      .sum()
      .backward();
    return leaf.grad as Tensor;
  };
  const expressions: (() => Tensor)[] = [
    () => rand([n], source("default")),
    () => functional.dropout(x, { p: 0.3, ...source("default") }),
    () => functional.dropout(x, { p: 0.3, ...source("x86-mkl") }),
    () => x.add(x),
    () => x.mul(3),
    () => x.relu(),
    () => x.relu().sqrt(),
    () => matrix(),
    () => matrix().add(row),
    () => matrix().reshape([3, n]).sum(0),
    recorded,
  ];
  const [doubles, wholes] = [x.to("float64"), x.mul(9).to("int64")];
  const others: (() => Tensor)[] = [
    () => doubles.add(2),
    () => doubles.t().mul(doubles.t()),
    () => doubles.exp(),
    () => x.t().expand([2, n]).clone(),
    () => x.add(3).pow(2.3),
    () => doubles.pow(-2),
    () => wholes.pow(3),
    () => wholes.maximum(2),
    () => wholes.to("float32"),
    () => x.mul(9).to("int64"),
    () => where(x.gt(0), doubles, 1),
  ];
  const plain = withoutWasm(() => expressions.map((expression) => expression().data));
  const uncleared = dirtyMemory();
  for (const [i, expression] of expressions.entries()) {
    const calls = uncleared.mock.calls.length;
    const expected = plain[i] as Float32Array;
    expect(firstDifference(expression().data, expected)).toBe(-1);
    expect(firstDifference(scope(expression).data, expected)).toBe(-1);
    expect(uncleared.mock.calls.length).toBeGreaterThan(calls + 1);
  }
  vi.restoreAllMocks();
  for (const expression of others) {
    const expected = expression().data;
    const dirty = dirtyMemory();
    expect(firstDifference(expression().data, expected)).toBe(-1);
    expect(dirty).toHaveBeenCalled();
    dirty.mockRestore();
  }
});
