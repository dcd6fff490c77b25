import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { readJson } from "../datasets/read-data.ts";
import * as random from "../random/index.ts";
import * as fills from "../random/internal.ts";
import * as tensor from "../tensor/index.ts";
import * as training from "../training/index.ts";
import { withoutWasm } from "../wasm/index.ts";
import * as nn from "./index.ts";
import { valueDiffers } from "./testing/torch/differences.js";
import type { Outcome, Program } from "./testing/torch/program.js";
import { runProgram } from "./testing/torch/run.js";

interface State {
  head: string;
  words: string;
  tail: string;
}

interface Recording {
  seed: number;
  programs: Program[];
  outcomes: { results: Outcome["results"]; states: State[] }[];
  state: { base64: string; rand: number[] };
}

const recording = readJson("torch-programs.json.gz") as Recording;
const library = { random, fills, tensor, nn, training } as unknown as Parameters<
  typeof runProgram
>[1];
const STATE_BYTES = 5056;

/** A state as the recording keeps it; the spare normal is left out, being a float64 logarithm. */
function digest(bytes: Buffer): State {
  return {
    head: bytes.subarray(0, 24).toString("hex"),
    words: createHash("sha256").update(bytes.subarray(24, 5016)).digest("hex"),
    tail: withoutSpare(bytes.subarray(5016).toString("hex")),
  };
}

const withoutSpare = (tail: string) => tail.slice(0, 16) + tail.slice(32);

test("150 random programs give torch's bytes, texts, errors and final states", replay);

test("so they do on the plain loops alone", () => {
  withoutWasm(replay);
});

function replay(): void {
  expect(recording.programs.length).toBe(150);
  for (const [i, program] of recording.programs.entries()) {
    const { results, state } = runProgram(program, library);
    const expected = recording.outcomes[i] as Recording["outcomes"][number];
    const found = program.steps.map((step, s) => {
      const difference = valueDiffers(step, results[s], expected.results[s]);
      return difference && `program ${i}, step ${s} (${step.op}): ${difference}`;
    });
    expect(found.filter(Boolean)).toEqual([]);
    const bytes = Buffer.from(state, "base64");
    const states = expected.states.map((_, g) =>
      digest(bytes.subarray(g * STATE_BYTES, (g + 1) * STATE_BYTES)),
    );
    expect(states).toEqual(
      expected.states.map((one) => ({ ...one, tail: withoutSpare(one.tail) })),
    );
  }
}

test("a state that torch saved continues here as in torch, and is saved back byte for byte", () => {
  const bytes = Uint8Array.from(Buffer.from(recording.state.base64, "base64"));
  const generator = new random.Generator(0).setState(bytes);
  expect(generator.getState()).toEqual(bytes);
  expect(tensor.rand([1300], { generator }).tolist()).toEqual(recording.state.rand);
});
