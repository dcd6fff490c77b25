import { expect, test } from "vitest";
import { arange, noGrad, ones, type Tensor, tensor, zeros } from "../index.ts";

const leaf = (values: number[]) => tensor(values, { requiresGrad: true });

// The numbers are torch 2.13's.
test("gradients go back through writes in place", () => {
  const w = leaf([1, 2, 3]);
  const product = w.mul(1);
  product.mul_(w).sum().backward();
  expect(w.grad?.tolist()).toEqual([2, 4, 6]);
  expect(product.gradFn?.name).toBe("MulBackward0");

  const v = leaf([1, 2, 3]);
  const part = v.mul(1);
  part.slice(1).zero_();
  expect(part.gradFn?.name).toBe("CopySlices");
  part.sum().backward();
  expect(v.grad?.tolist()).toEqual([1, 0, 0]);
});

test("a tensor that needed no gradient passes on those of what is written into its part", () => {
  const w = leaf([1, 2]);
  const all = zeros([3]);
  all.slice(0, 2).add_(w);
  expect(all.requiresGrad).toBe(true);
  all
    .mul(tensor([5, 6, 7]))
    .sum()
    .backward();
  expect(w.grad?.tolist()).toEqual([5, 6]);
});

test("backward refuses what was overwritten after it was saved", () => {
  const x = leaf([1, 2]).mul(1);
  x.mul_(x);
  expect(() => x.sum().backward()).toThrow("modified by an inplace operation");
});

test("leaves, their views and views taken under noGrad are refused where gradients are on", () => {
  const w = leaf([1, 2]);
  expect(() => w.add_(1)).toThrow("add_: must not be in place for a leaf that needs gradients");
  expect(() => w.slice(1).zero_()).toThrow("zero_: must not be in place for a leaf");
  const view = noGrad(() => w.slice(1));
  expect(() => view.mul_(2)).toThrow("mul_: must not be in place for a view that was taken under");
  expect(noGrad(() => w.add_(1)).tolist()).toEqual([2, 3]);
  const reshaped = ones([4]).reshape([2, 2]);
  reshaped.requiresGrad = true;
  expect(() => reshaped.add_(1)).toThrow("must not be in place for a leaf");
});

test("the result must be of the tensor's category, and only the operand is broadcast", () => {
  const whole = tensor([1, 2], { dtype: "int64" });
  expect(() => whole.add_(1.5)).toThrow("add_: must not make floats of integers");
  expect(() => whole.div_(2)).toThrow("div_: must not make floats of integers");
  expect(() => tensor([true]).add_(1)).toThrow("got a int64 result for bool");
  expect(() => ones([2]).add_(ones([3, 2]))).toThrow("got [3, 2] for [2]");
  expect(() => ones([1]).expand([2]).add_(1)).toThrow("add_: elements must not share memory");
  expect(whole.add_(3).tolist()).toEqual([4, 5]);
  expect(ones([2]).add_(tensor([1], { dtype: "float64" })).dtype).toBe("float32");
});

// torch 2.13 refuses and takes the same.
test("an operand in the memory written to must lie at the same places", () => {
  const a = () => arange(9, { dtype: "float32" }).reshape([3, 3]);
  const all = a();
  const refused: [Tensor, Tensor][] = [
    [all, all.t()],
    [all.t(), all],
    [all, all.at(0)],
    [all, all.slice(0, 1)],
    [all, all.at(0, 0)],
    [all.slice(1), all.slice(0, 2)],
    [all.at(0).reshape([1, 3]), all.at(0)],
  ];
  for (const [target, source] of refused) {
    for (const name of ["add_", "mul_", "copy_"] as const) {
      expect(() => target[name](source)).toThrow(`${name}: must not read from memory that is`);
    }
  }
  const taken = [a(), a()].flatMap((x): [Tensor, Tensor][] => [
    [x, x],
    [x, x.reshape([3, 3])],
    [x.t(), x.t()],
    [x.slice(0, 1), x.slice(1, 2)],
  ]);
  for (const [target, source] of taken) {
    const sum = target.add(source).tolist();
    expect(target.add_(source).tolist()).toEqual(sum);
    expect(target.copy_(source).tolist()).toEqual(source.tolist());
  }
  const none = all.reshape([9]).slice(1, 1).reshape([0, 3]);
  expect(none.add_(all.slice(0, 1)).shape).toEqual([0, 3]);
  // Columns have gaps, where torch does not look.
  expect(all.t().at(0).add_(all.at(0)).tolist()).toEqual([0, 4, 8]);
  const mask = tensor([
    [true, true],
    [false, true],
  ]);
  expect(() => mask.maskedFill_(mask.t(), true)).toThrow("maskedFill_: must not read");
  expect(mask.maskedFill_(mask, false).tolist()).toEqual([
    [false, false],
    [false, false],
  ]);
});
