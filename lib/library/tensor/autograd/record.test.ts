import { expect, test } from "vitest";
import { noGrad, ones, rand, scope, type Tensor, tensor } from "../index.ts";
import { record } from "../internal.ts";

function leaf(values: number[]): Tensor<"float32"> {
  return tensor(values, { requiresGrad: true });
}

test("a tensor that is used twice gets the sum of both gradients", () => {
  const x = leaf([3]);
  const y = x.mul(x).add(x.mul(4));
  y.backward();
  expect(x.grad?.tolist()).toEqual([10]);
});

test("a diamond waits for all that comes back before it hands on", () => {
  const x = leaf([2]);
  const a = x.mul(3);
  const b = a.mul(a);
  // a is reached by a short and by a long way.
  a.add(b.mul(5).add(b)).sum().backward();
  expect(x.grad?.tolist()).toEqual([3 + 6 * 2 * 6 * 3]);
});

test("gradients add up from one backward to the next, until they are forgotten", () => {
  const x = leaf([1, 2]);
  x.sum().backward();
  x.mul(2).sum().backward();
  expect(x.grad?.tolist()).toEqual([3, 3]);
  Object.assign(x, { grad: undefined });
  x.sum().backward();
  expect(x.grad?.tolist()).toEqual([1, 1]);
});

test("nothing is written where nothing needs gradients", () => {
  const x = tensor([1, 2]);
  let asked = 0;
  const rules = () => {
    asked++;
    return [];
  };
  expect(x.mul(2).gradFn).toBeUndefined();
  expect(record(x.clone(), [x], rules).gradFn).toBeUndefined();
  x.requiresGrad = true;
  const silent = noGrad(() => record(x.mul(2), [x], rules));
  expect([silent.requiresGrad, asked]).toEqual([false, 0]);
  expect(x.mul(2).requiresGrad).toBe(true);
  expect(x.gt(1).requiresGrad).toBe(false);
  expect(x.to("int64").requiresGrad).toBe(false);
  expect(x.detach().mul(2).requiresGrad).toBe(false);
});

test("noGrad ends with an error too", () => {
  expect(() =>
    noGrad(() => {
      throw new Error("inside");
    }),
  ).toThrow("inside");
  expect(leaf([1]).mul(2).requiresGrad).toBe(true);
});

test("only what needs a gradient gets one", () => {
  const x = leaf([2]);
  const constant = tensor([5]);
  const between = x.mul(constant);
  between.sum().backward();
  expect([constant.grad, between.grad]).toEqual([undefined, undefined]);
  expect(x.grad?.tolist()).toEqual([5]);
});

test("a rule is not asked for what needs no gradient", () => {
  const [x, constant] = [leaf([2]), tensor([5])];
  const asked: string[] = [];
  const rule = (name: string) => (g: Tensor) => {
    asked.push(name);
    return g;
  };
  record(x.detach(), [constant, x], () => [rule("constant"), rule("x")]).backward();
  expect(asked).toEqual(["x"]);
});

test("the gradient of a matrix is laid out as the matrix, transposed or not", () => {
  for (const weight of [rand([4, 3]).t(), rand([3, 4])]) {
    const x = leaf([1]);
    let strides: readonly number[] = [];
    const watched = record(weight, [x], () => [
      (g) => {
        strides = g.strides;
        return g.sum().reshape([1]);
      },
    ]);
    rand([5, 3]).matmul(watched).sum().backward();
    expect(strides).toEqual(weight.strides);
  }
  const x = leaf([1, 2, 3]);
  x.sum().backward();
  expect(x.grad?.isContiguous()).toBe(true);
});

test("a gradient has its tensor's kind and shape", () => {
  const x = leaf([1, 2]);
  const y = tensor([[3], [4]], { dtype: "float64", requiresGrad: true });
  x.mul(y).sum().backward();
  expect([x.grad?.dtype, x.grad?.tolist()]).toEqual(["float32", [7, 7]]);
  expect([y.grad?.dtype, y.grad?.tolist()]).toEqual(["float64", [[3], [3]]]);
});

test("a rule of one's own replaces the derivative", () => {
  const x = leaf([0.3, 0.7]);
  // A step whose gradient goes straight through.
  const step = record(
    noGrad(() => x.gt(0.5).to("float32")),
    [x],
    () => [(g) => g],
  );
  step
    .mul(tensor([2, 3]))
    .sum()
    .backward();
  expect(step.tolist()).toEqual([0, 1]);
  expect(x.grad?.tolist()).toEqual([2, 3]);
});

test("a chain far deeper than the call stack goes back", () => {
  const x = leaf([1]);
  let y = x.add(0);
  for (let i = 0; i < 30_000; i++) y = y.add(0);
  y.backward();
  expect(x.grad?.tolist()).toEqual([1]);
});

test("a second backward needs the graph kept", () => {
  const x = leaf([3]);
  const y = x.square();
  y.backward(undefined, { retainGraph: true });
  y.backward();
  expect(x.grad?.tolist()).toEqual([12]);
  expect(() => y.backward()).toThrow("got a second backward without { retainGraph: true }");
});

test("backward starts from one number, or from a gradient of the same shape", () => {
  const x = leaf([1, 2]);
  expect(() => x.mul(2).backward()).toThrow(
    "backward: must have one element or a gradient of the same shape, got [2]",
  );
  expect(() => x.mul(2).backward(ones([3]))).toThrow("same shape");
  expect(() => x.mul(2).backward(ones([2, 1]))).toThrow("same shape");
  expect(() => x.detach().sum().backward()).toThrow("got no such");
  x.mul(2).backward(tensor([1, 10]));
  expect(x.grad?.tolist()).toEqual([2, 20]);
});

test("writes into a leaf that needs gradients are refused", () => {
  const x = leaf([1, 2]);
  const plain = ones([2]);
  expect(() => x.copy_(plain)).toThrow("copy_: must not be in place for a leaf");
  noGrad(() => x.copy_(plain));
  expect(x.tolist()).toEqual([1, 1]);
});

test("integers need no gradients, and what is computed cannot stop needing them", () => {
  expect(() => tensor([1], { dtype: "int64", requiresGrad: true })).toThrow("got int64");
  const x = leaf([1]);
  const y = x.mul(2);
  expect(() => {
    y.requiresGrad = false;
  }).toThrow("must be a leaf");
  x.requiresGrad = false;
  expect(x.mul(2).requiresGrad).toBe(false);
});

test("a scope gives up its memory, but not the gradients of what it returns", () => {
  const x = leaf([1, 2, 3]);
  const outside = leaf([1, 1, 1]);
  scope(() => {
    x.mul(outside).backward(ones([3]));
    return x;
  });
  expect(x.grad?.tolist()).toEqual([1, 1, 1]);
  expect(() => outside.grad?.tolist()).toThrow("scope: a tensor made inside");
});

test("no two gradients share memory", () => {
  const [a, b] = [leaf([1, 2]), leaf([3, 4])];
  const gradient = tensor([5, 6]);
  a.add(b).backward(gradient);
  a.grad?.copy_(tensor([0, 0]));
  expect([b.grad?.tolist(), gradient.tolist()]).toEqual([
    [5, 6],
    [5, 6],
  ]);
});

// The numbers are torch 2.13's: x.std().backward(), torch.maximum(a, b).sum().backward().
test("where a slope is not defined the gradient is the one that torch chose", () => {
  const same = leaf([2, 2, 2]);
  same.std().backward();
  expect(same.grad?.tolist()).toEqual([0, 0, 0]);
  for (const which of ["maximum", "minimum"] as const) {
    const [a, b] = [leaf([Number.NaN, 1, 2]), leaf([1, Number.NaN, 2])];
    a[which](b).sum().backward();
    expect([a.grad?.tolist(), b.grad?.tolist()]).toEqual([
      [1, 1, 0.5],
      [1, 1, 0.5],
    ]);
  }
});
