import { expect, test } from "vitest";
import { full, ones, randint, tensor, where } from "../index.ts";

const [limit, last] = [1n << 63n, (1n << 64n) - 1n];
const integers = () => ones([1], { dtype: "int64" });

test("a bigint from 2^63 on counts by its bits beside integers, by its value beside floats", () => {
  // torch 2.13: the same calls.
  expect(integers().add(limit).data[0]).toBe(1n - limit);
  expect(integers().add(last).data[0]).toBe(0n);
  expect(integers().mul(last).data[0]).toBe(-1n);
  expect(integers().add_(last).data[0]).toBe(0n);
  expect(integers().lt(limit).item()).toBe(false);
  expect(integers().eq(last).item()).toBe(false);
  expect(integers().div(limit).item()).toBe(1 / 0x8000000000000000);
  expect(ones([1]).add(last).item()).toBe(0x10000000000000000);
  expect(ones([1]).eq(limit).item()).toBe(false);
  expect(full([1], last, { dtype: "float32" }).item()).toBe(0x10000000000000000);
  expect(
    ones([1])
      .maskedFill(tensor([true]), limit)
      .item(),
  ).toBe(0x8000000000000000);
  expect(tensor([1n << 100n], { dtype: "float64" }).item()).toBe(Number(1n << 100n));
});

test("where torch has no place for it, it is refused", () => {
  const calls = (value: bigint) => [
    () => tensor([value]),
    () => full([1], value),
    () => integers().fill_(value),
    () => integers().pow(value),
    () => integers().maskedFill(tensor([true]), value),
    () => where(tensor([true]), integers(), value),
    () => tensor([true]).add(value),
    () => randint(0, value, [1]),
  ];
  for (const value of [limit, last, last + 1n, -limit - 1n]) {
    for (const call of calls(value)) expect(call).toThrow("must fit in 64 bits, got");
  }
  for (const value of [last + 1n, -limit - 1n]) {
    expect(() => ones([1]).add(value)).toThrow("must fit in 64 bits");
    expect(() => full([1], value, { dtype: "float32" })).toThrow("must fit in 64 bits");
    expect(() => ones([1]).maskedFill(tensor([true]), value)).toThrow("must fit in 64 bits");
  }
});
