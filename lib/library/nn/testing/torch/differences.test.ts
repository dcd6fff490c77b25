import { expect, test } from "vitest";
import { differences } from "./differences.js";
import type { Outcome, Program, Step } from "./program.js";

const STATE_BYTES = 5056;

const programOf = (step: Step): Program => ({ seed: 1, generators: [], steps: [step] });

function outcome(
  values: Float32Array | Float64Array,
  { state = Buffer.alloc(STATE_BYTES), text = "tensor" }: { state?: Buffer; text?: string } = {},
): Outcome {
  const dtype = values instanceof Float32Array ? "float32" : "float64";
  const base64 = Buffer.from(values.buffer).toString("base64");
  return {
    results: [{ dtype, shape: [values.length], base64, text }],
    state: state.toString("base64"),
  };
}

const rand = programOf({ op: "rand" });

test("equal outcomes do not differ, and any NaN equals any", () => {
  const odd = new Float32Array(Int32Array.of(0x7fc00001).buffer);
  expect(differences(rand, outcome(Float32Array.of(Number.NaN)), outcome(odd))).toEqual([]);
});

test("one bit of one element, or the sign of zero, is a difference", () => {
  const one = Float32Array.of(0, 1);
  const next = Float32Array.of(0, 1 + 1 / 0x800000);
  expect(differences(rand, outcome(next), outcome(one))[0]).toMatch(/^step 0 \(rand\): element 1/);
  expect(differences(rand, outcome(Float32Array.of(-0, 1)), outcome(one)).length).toBe(1);
});

test("kinds, shapes, texts and results that failed on one side are differences", () => {
  const one = outcome(Float32Array.of(1));
  expect(differences(rand, outcome(Float64Array.of(1)), one)[0]).toContain("float64 here");
  expect(differences(rand, outcome(Float32Array.of(1, 1)), one)[0]).toContain("shape [2] here");
  expect(differences(rand, outcome(Float32Array.of(1), { text: "other" }), one).length).toBe(1);
  const failed = { ...one, results: [{ error: "no" }] };
  expect(differences(rand, failed, one)[0]).toContain("no here, a result in torch");
});

test("units in the last place count only where a step allows them", () => {
  const [a, b] = [Float64Array.of(1), Float64Array.of(1 + 3 * Number.EPSILON)];
  expect(differences(programOf({ op: "randn", ulps: 4 }), outcome(b), outcome(a))).toEqual([]);
  expect(differences(programOf({ op: "randn", ulps: 2 }), outcome(b), outcome(a)).length).toBe(1);
});

test("one byte of the final state is a difference, but not the spare normal's last bits", () => {
  const values = Float32Array.of(1);
  const state = Buffer.alloc(STATE_BYTES);
  state[30] = 1;
  expect(differences(rand, outcome(values, { state }), outcome(values))).toEqual([
    "final states: byte 30 of a state is 1 here, 0 in torch",
  ]);
  const withSpare = (spare: number) => {
    const bytes = Buffer.alloc(STATE_BYTES);
    bytes.writeDoubleLE(spare, 5024);
    return outcome(values, { state: bytes });
  };
  const [near, exact, far] = [withSpare(1 + Number.EPSILON), withSpare(1), withSpare(1.1)];
  expect(differences(rand, near, exact)).toEqual([]);
  expect(differences(rand, far, exact).length).toBe(1);
});
