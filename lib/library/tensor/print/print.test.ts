import { inspect } from "node:util";
import { expect, test } from "vitest";
import { readJson } from "../../datasets/read-data.ts";
import { arange, cat, type DType, ones, rand, stack, Tensor, tensor, zeros } from "../index.ts";
import { recorded } from "../testing/recorded.ts";
import { fixedText, scientificText } from "./print-number.ts";

interface Prints {
  cases: { dtype: DType; shape: number[]; base64: string; text: string }[];
}

test("every recorded tensor prints as torch printed it", () => {
  const { cases } = readJson("torch-prints.json.gz") as Prints;
  expect(cases.length).toBe(160);
  for (const { text, ...value } of cases) expect(String(recorded(value))).toBe(text);
});

test("ties round to the even digit, as C and Python do and JavaScript does not", () => {
  expect([0.03125, 0.09375, 2.5].map((x) => fixedText(x, 4))).toEqual([
    "0.0312",
    "0.0938",
    "2.5000",
  ]);
  expect([0.5, 1.5, 2.5, -0].map((x) => fixedText(x, 0))).toEqual(["0", "2", "2", "-0"]);
  expect(scientificText(100005)).toBe("1.0000e+05");
  expect(scientificText(100015)).toBe("1.0002e+05");
  expect(scientificText(1000050000000000000000)).toBe("1.0000e+21");
  expect(scientificText(-9.99995)).toBe("-1.0000e+01");
  expect(scientificText(0)).toBe("0.0000e+00");
});

test("console.log shows a tensor as torch prints it", () => {
  const x = tensor([
    [1, 2.5],
    [Number.NaN, -3],
  ]);
  expect(inspect(x)).toBe("tensor([[ 1.0000,  2.5000],\n        [    nan, -3.0000]])");
  expect(inspect({ x: arange(2) })).toBe("{ x: tensor([0, 1]) }");
  expect(String(zeros([2, 0]))).toBe("tensor([], size=(2, 0))");
});

test("a view prints its own elements", () => {
  const x = arange(6, { dtype: "float32" }).reshape([2, 3]);
  expect(String(x.t())).toBe("tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])");
  expect(String(x.at(1))).toBe("tensor([3., 4., 5.])");
});

test("only the elements that a summary shows decide on its notation", () => {
  const x = rand([2000]);
  (x.data as Float32Array)[1000] = 1e20;
  expect(String(x)).not.toContain("e+");
  expect(x).toBeInstanceOf(Tensor);
});

// torch 2.13: str(f(torch.zeros(2, 3, requires_grad=True))) for each f, here by its grad_fn.
const operations: Record<string, (x: Tensor<"float32">) => Tensor> = {
  AddBackward0: (x) => x.add(1),
  SubBackward0: (x) => x.sub(x),
  MulBackward0: (x) => x.mul(x),
  DivBackward0: (x) => x.div(2),
  PowBackward0: (x) => x.square(),
  MaximumBackward0: (x) => x.maximum(x),
  ReluBackward0: (x) => x.relu(),
  ClampBackward1: (x) => x.clamp(0, 1),
  SumBackward0: (x) => x.sum(),
  SumBackward1: (x) => x.sum(1),
  MeanBackward0: (x) => x.mean(),
  MeanBackward1: (x) => x.mean(0),
  VarBackward0: (x) => x.var(),
  StdBackward0: (x) => x.std(1),
  AmaxBackward0: (x) => x.max(),
  AminBackward0: (x) => x.min(1),
  DotBackward0: (x) => x.at(0).matmul(x.at(1)),
  MvBackward0: (x) => x.matmul(ones([3])),
  SqueezeBackward4: (x) => ones([2]).matmul(x),
  MmBackward0: (x) => x.matmul(ones([3, 2])),
  CloneBackward0: (x) => x.matmul(ones([4, 3, 2])),
  UnsafeViewBackward0: (x) => x.t().reshape([6]),
  ViewBackward0: (x) => x.flatten(),
  TBackward0: (x) => x.t(),
  TransposeBackward0: (x) => x.transpose(0, 1),
  PermuteBackward0: (x) => x.permute([1, 0]),
  UnsqueezeBackward0: (x) => x.unsqueeze(0),
  SqueezeBackward0: (x) => x.slice(0, 1).squeeze(),
  SqueezeBackward1: (x) => x.slice(0, 1).squeeze(0),
  ExpandBackward0: (x) => x.expand([4, 2, 3]),
  SelectBackward0: (x) => x.at(1),
  SliceBackward0: (x) => x.slice(1),
  IndexSelectBackward0: (x) => x.indexSelect(0, [1]),
  ToCopyBackward0: (x) => x.to("float64"),
  CatBackward0: (x) => cat([x, x]),
  StackBackward0: (x) => stack([x, x]),
};

test("what needs a gradient says so, and how it was computed, in torch's words", () => {
  const leaf = tensor([1, 2], { requiresGrad: true });
  expect(String(leaf)).toBe("tensor([1., 2.], requires_grad=True)");
  expect(inspect(leaf.mul(2))).toBe("tensor([2., 4.], grad_fn=<MulBackward0>)");
  expect(String(leaf.detach())).toBe("tensor([1., 2.])");
  const wide = tensor(new Float32Array(20), { requiresGrad: true });
  expect(String(wide)).toBe(`tensor([${"0., ".repeat(19)}0.],\n       requires_grad=True)`);
  const empty = zeros([0, 3], { dtype: "float64" });
  empty.requiresGrad = true;
  expect(String(empty.neg())).toBe(
    "tensor([], size=(0, 3), dtype=torch.float64, grad_fn=<NegBackward0>)",
  );
  for (const [name, run] of Object.entries(operations)) {
    const x = zeros([2, 3]);
    x.requiresGrad = true;
    expect(String(run(x))).toContain(`grad_fn=<${name}>)`);
  }
});
