import { expect, it } from "vitest";
import { ones, type Tensor, tensor } from "./index.ts";

// As an untyped cell has it.
const untyped = (x: Tensor) => x as unknown as number;

it("is text where text is asked for", () => {
  expect(`${tensor([1, 2])}`).toBe("tensor([1., 2.])");
  expect(`x: ${tensor(3)}`).toBe("x: tensor(3.)");
  expect(untyped(ones([1])) + ("!" as unknown as number)).toBe("tensor([1.])!");
});

it("is its only element where a number is asked for", () => {
  expect(Number(tensor([2.5]))).toBe(2.5);
  expect(untyped(tensor([[3]])) * 2).toBe(6);
  expect(untyped(tensor(1)) < untyped(tensor(0.5))).toBe(false);
  expect(-untyped(tensor([7], { dtype: "int64" }))).toBe(-7);
  expect(Number(tensor([true]))).toBe(1);
  expect(Math.max(untyped(tensor([-1])), 0)).toBe(0);
});

it.each([
  ["x * 2", (x: number) => x * 2],
  ["x < y", (x: number) => x < untyped(ones([2]))],
  ["-x", (x: number) => -x],
  ["Math.abs(x)", (x: number) => Math.abs(x)],
])("refuses to be a number with more elements than one: %s", (_, compute) => {
  expect(() => compute(untyped(ones([2])))).toThrow(/operators take numbers, got shape \[2\]/);
});
