import { expect, test } from "vitest";
import { tensor } from "../tensor/index.ts";
import { Dropout, functional, Linear } from "./index.ts";

const x = tensor([1, 2]);
// Calls that TypeScript refuses, as cells without its check can make them.
const any = (value: unknown) => value as never;
const calls: [call: string, run: () => unknown, message: string][] = [
  ["mul", () => x.mul(any("2")), 'mul: must be a tensor or a number, got string "2"'],
  ["add", () => x.add(any(undefined)), "add: must be a tensor or a number, got undefined"],
  ["div", () => x.div(any(null)), "div: must be a tensor or a number, got null"],
  ["sub", () => x.sub(any({})), "sub: must be a tensor or a number, got an object"],
  ["maximum", () => x.maximum(any([1, 2])), "got a list; tensor([…]) makes one of it"],
  ["eq", () => x.eq(any("1")), 'eq: must be a tensor or a number, got string "1"'],
  ["clamp", () => x.clamp(any("0"), 1), 'clamp: must be numbers, got string "0" and number 1'],
  ["matmul", () => x.matmul(any([1, 2])), "matmul: must be a tensor, got a list"],
  ["copy_", () => x.copy_(any(1)), "copy_: must be a tensor, got number 1"],
  ["sum", () => x.sum(any("0")), 'sum: dims must be a number or a list of numbers, got string "0"'],
  ["mean", () => x.mean(any({ keepdim: true })), "mean: dims must be a number or a list"],
  ["reshape", () => x.reshape(any(2)), "reshape: must be a list, such as [2, 3], got number 2"],
  ["F.dropout", () => functional.dropout(x, any(0.2)), "such as { p: 0.2 }, got number 0.2"],
  ["F.dropout1d", () => functional.dropout1d(x, any(null)), "options must be an object"],
  [
    "F.dropout of a list",
    () => functional.dropout(any([1])),
    "dropout: must be a tensor, got a list",
  ],
  ["Dropout", () => new Dropout(0.2, any(true)), "such as { inplace: true }, got boolean true"],
  ["Dropout of a list", () => new Dropout().forward(any([1])), "dropout: must be a tensor"],
  ["Linear", () => new Linear(2, 2).forward(any([1, 2])), "linear: must be a tensor, got a list"],
  ["F.linear", () => functional.linear(x, x, any(0)), "linear: bias: must be a tensor, got number"],
  ["mseLoss", () => functional.mseLoss(x, any([1, 2])), "mseLoss: must be a tensor, got a list"],
  ["crossEntropy", () => functional.crossEntropy(x, any([1])), "crossEntropy: must be a tensor"],
];

for (const [call, run, message] of calls) {
  test(`${call} says what it takes instead`, () => {
    expect(run).toThrow(TypeError);
    expect(run).toThrow(message);
  });
}
