import { copyIn, copyOut, type FloatSpan, mark, release } from "../../tensor/memory/index.ts";
import { wasmExports } from "../../wasm/index.ts";

/** The settings of a step of SGD. */
export interface SgdSettings {
  readonly lr: number;
  readonly momentum: number;
  readonly weightDecay: number;
}

/** The settings of a step of Adam, whose corrections are worked out for the step. */
export interface AdamSettings {
  readonly rate: number;
  readonly betas: readonly [number, number];
  readonly correction: number;
  readonly eps: number;
  readonly weightDecay: number;
}

/** A step of SGD, written into parameter and velocity; false: plain loops must do it. */
export function fusedSgdStep(
  parameter: FloatSpan,
  { velocity, gradient }: { velocity: FloatSpan; gradient: FloatSpan },
  { lr, momentum, weightDecay }: SgdSettings,
): boolean {
  return inPlace("sgd", [parameter, velocity], gradient, [lr, momentum, weightDecay]);
}

/** A step of Adam, written into parameter and averages; false: plain loops must do it. */
export function fusedAdamStep(
  parameter: FloatSpan,
  { mean, square, gradient }: { mean: FloatSpan; square: FloatSpan; gradient: FloatSpan },
  { rate, betas: [beta1, beta2], correction, eps, weightDecay }: AdamSettings,
): boolean {
  const settings = [rate, beta1, 1 - beta1, beta2, 1 - beta2, correction, eps, weightDecay];
  return inPlace("adam", [parameter, mean, square], gradient, settings);
}

function inPlace(
  step: "sgd" | "adam",
  changed: readonly FloatSpan[],
  gradient: FloatSpan,
  settings: readonly number[],
): boolean {
  const wasm = wasmExports();
  if (!wasm) return false;
  const start = mark();
  try {
    const addresses = [...changed, gradient].map((operand) => copyIn(wasm, operand));
    if (addresses.includes(undefined)) return false;
    const places = addresses as number[];
    wasm[step](...places, gradient.length, ...settings);
    for (const [i, operand] of changed.entries()) {
      copyOut(wasm, operand, places[i] as number);
      operand.storage.version++;
    }
    return true;
  } finally {
    release(start);
  }
}
