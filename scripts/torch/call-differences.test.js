import { expect, test } from "vitest";
import { callDifferences } from "./call-differences.js";

/** @import { CallOutcome, Numbers } from "./calls.js" */

/** @param {string} call */
const program = (call) => ({ call, code: "", seed: 1, prints: true, given: {} });

/** @param {number[]} values @param {Partial<Numbers>} [rest] @returns {Numbers} */
const float32 = (values, rest) => ({
  dtype: "float32",
  shape: [values.length],
  base64: Buffer.from(Float32Array.from(values).buffer).toString("base64"),
  ...rest,
});

/** @param {Partial<CallOutcome>} [rest] @returns {CallOutcome} */
const outcome = (rest) => ({
  results: [float32([1], { text: "tensor", gradFn: "AddBackward0", shares: -1 })],
  grads: [float32([1])],
  after: [float32([1])],
  states: [{ words: "a", spare: "0" }],
  ...rest,
});

test("equal outcomes do not differ", () => {
  expect(callDifferences(program("Tensor.add"), outcome(), outcome())).toEqual([]);
  const nothing = outcome({ results: [], grads: [null] });
  expect(callDifferences(program("Tensor.add"), nothing, nothing)).toEqual([]);
});

const result = (/** @type {number[]} */ values, /** @type {Partial<Numbers>} */ rest = {}) => ({
  results: [float32(values, { text: "tensor", gradFn: "AddBackward0", shares: -1, ...rest })],
});

test.each(
  /** @type {[string, Partial<CallOutcome>][]} */ ([
    ["element 0 is 1.0000001192092896 here", result([1 + 2 / 0x1000000])],
    ["shape [2] here", result([1, 1])],
    ["int64 here", result([1], { dtype: "int64" })],
    ["prints", result([1], { text: "tensor(1.)" })],
    ["grad_fn is SubBackward0 here", result([1], { gradFn: "SubBackward0" })],
    ["memory of argument 0 here", result([1], { shares: 0 })],
    ["gradient of argument 0: element 0 is 2 here", { grads: [float32([2])] }],
    ["argument 0 has no gradient here", { grads: [null] }],
    ["backward gives no here", { grads: "no" }],
    ["argument 0 afterwards: element 0 is 0 here", { after: [float32([0])] }],
    ["generator 0 is elsewhere", { states: [{ words: "b", spare: "0" }] }],
    ["generator 0 is elsewhere", { states: [{ words: "a", spare: "0.1" }] }],
    ["results: 0 here", { results: [] }],
    ["result 0 is 1 here", { results: [{ value: "1" }] }],
  ]),
)("tells: %s", (told, differing) => {
  const found = callDifferences(program("Tensor.add"), outcome(differing), outcome());
  expect(found.join("\n")).toContain(told);
});

test("an error on one side is a difference, and what was drawn before an error on both", () => {
  const failed = outcome({ error: "no", results: [], grads: [] });
  expect(callDifferences(program("Tensor.add"), failed, outcome())[0]).toContain("gives no here");
  expect(callDifferences(program("Tensor.add"), failed, { ...failed, error: "other" })).toEqual([]);
  const drawn = { ...failed, states: [{ words: "b", spare: "0" }] };
  expect(callDifferences(program("Tensor.add"), failed, drawn).length).toBe(1);
});

test("a bound is for those that have one", () => {
  const near = outcome(result([1 + 2 / 0x1000000]));
  expect(callDifferences(program("Tensor.sqrt"), near, outcome())).toEqual([]);
  const far = outcome(result([1 + 4 / 0x1000000]));
  expect(callDifferences(program("Tensor.sqrt"), far, outcome()).length).toBe(1);
});

test("a limit of torch's own, and float64 gradients that come from a float32 result, are known", () => {
  const limit = outcome({ grads: "grad_input must be contiguous" });
  expect(callDifferences(program("functional.nllLoss"), outcome(), limit)).toEqual([]);
  expect(callDifferences(program("Tensor.add"), outcome(), limit)).toHaveLength(1);
  const asserted = outcome({ grads: "false INTERNAL ASSERT FAILED at engine.cpp" });
  expect(callDifferences(program("Tensor.fill_"), outcome(), asserted)).toEqual([]);
  const other = outcome({ grads: "must be contiguous" });
  expect(callDifferences(program("functional.nllLoss"), outcome(), other)).toHaveLength(1);
  const double = (/** @type {number} */ value) => ({
    dtype: "float64",
    shape: [1],
    base64: Buffer.from(Float64Array.of(value).buffer).toString("base64"),
  });
  const [ours, theirs] = [1 + 1e-7, 1].map((value) => ({ grads: [double(value)] }));
  expect(callDifferences(program("Tensor.mul"), outcome(ours), outcome(theirs))).toEqual([]);
  const doubles = { results: [double(1)] };
  const found = callDifferences(
    program("Tensor.mul"),
    outcome({ ...doubles, ...ours }),
    outcome({ ...doubles, ...theirs }),
  );
  expect(found).toHaveLength(1);
});
