import { expect, it } from "vitest";
import { formatNumber, roundNumber } from "./format-number.ts";

it("rounds to five digits", () => {
  expect([0.1 + 0.2, 166.66667, 123456.7, 0].map(roundNumber)).toEqual([0.3, 166.67, 123460, 0]);
});

it("writes numbers for readers", () => {
  const numbers = [60, 10000, 1234567.8, 4.899, 60.04, 100.12, 0.0625, -1.75, -0.0001, 0];
  expect(numbers.map(formatNumber)).toEqual([
    "60",
    "10,000",
    "1,234,568",
    "4.90",
    "60.0",
    "100.1",
    "0.063",
    "−1.75",
    "0.000",
    "0",
  ]);
});
