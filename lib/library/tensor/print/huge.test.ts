import { expect, test } from "vitest";
import { allclose, arange, equal, ones, tensor } from "../index.ts";

// Each would take seconds and gigabytes if more than what is shown were read.
test("a huge view prints what torch prints, reading no more than that", () => {
  // torch 2.13.
  const line = "tensor([1., 1., 1.,  ..., 1., 1., 1.])";
  expect(String(ones([1]).expand([1e8]))).toBe(line);
  expect(String(ones([1]).expand([3e9]))).toBe(line);
  const rows = arange(3, { dtype: "float32" }).expand([0x10000000000, 3]);
  const row = "[0., 1., 2.]";
  expect(String(rows).split(/,\n +/)).toEqual([
    `tensor([${row}`,
    row,
    row,
    "...",
    row,
    row,
    `${row}])`,
  ]);
});

test("only what is shown decides on the notation", () => {
  const x = ones([1]).expand([2000]).clone();
  expect(String(x)).toContain("1., 1.");
  x.slice(1000, 1001).copy_(tensor([1e-5]));
  expect(String(x)).toContain("1., 1.");
  x.slice(1999).copy_(tensor([1e-5]));
  expect(String(x)).toContain("1.0000e-05");
});

test("repetitions of both sides are compared once", () => {
  const [a, b] = [ones([1]).expand([3, 1e9]), ones([]).expand([3, 1e9])];
  expect([equal(a, b), allclose(a, b)]).toEqual([true, true]);
  expect(equal(a, tensor([2]).expand([3, 1e9]))).toBe(false);
  expect(equal(ones([2]), ones([1]).expand([2]))).toBe(true);
});

test("no view has more elements than can be counted", () => {
  expect(() => ones([1]).expand([0x10000000000, 0x10000000000])).toThrow("at most 2^53 elements");
  expect(() => ones([1]).expand([2.5])).toThrow("expand");
});
