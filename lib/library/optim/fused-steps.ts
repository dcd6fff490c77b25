import { copyIn, copyOut, type FloatSpan, mark, release } from "../tensor/memory/index.ts";
import { wasmExports } from "../wasm/index.ts";

// The bits of `flags` in wasm/assembly/steps.ts.
const MAXIMIZE = 1;
const NESTEROV = 2;
const FIRST = 4;
const DECOUPLED = 8;
const FROM_GRADIENT = 16;

/** The settings of a step of SGD. */
export interface SgdSettings {
  readonly lr: number;
  readonly momentum: number;
  readonly dampening: number;
  readonly weightDecay: number;
  readonly nesterov: boolean;
  readonly maximize: boolean;
}

/** The settings of a step of Adam, whose corrections are worked out for the step. */
export interface AdamSettings {
  readonly rate: number;
  /** How far the mean goes from where it was to the gradient. */
  readonly share: number;
  /** `share` says how far it goes back from the gradient, instead. */
  readonly fromGradient: boolean;
  readonly beta2: number;
  readonly correction: number;
  readonly eps: number;
  /** What of the parameter is added to its gradient, or what it is multiplied by if `decoupled`. */
  readonly decay: number;
  readonly decoupled: boolean;
  readonly maximize: boolean;
}

/** What a step of SGD works with. */
interface SgdOperands {
  readonly velocity: FloatSpan | undefined;
  readonly gradient: FloatSpan;
  /** There is no velocity yet: it becomes the gradient. */
  readonly isFirst: boolean;
}

/** A step of SGD, written into parameter and velocity; false: plain loops must do it. */
export function fusedSgdStep(
  parameter: FloatSpan,
  { velocity, gradient, isFirst }: SgdOperands,
  settings: SgdSettings,
): boolean {
  const { lr, momentum, dampening, weightDecay, nesterov, maximize } = settings;
  const flags = (maximize ? MAXIMIZE : 0) | (nesterov ? NESTEROV : 0) | (isFirst ? FIRST : 0);
  const numbers = [lr, momentum, 1 - dampening, weightDecay, flags];
  return inPlace("sgd", [parameter, velocity], gradient, numbers);
}

/** A step of Adam, written into parameter and averages; false: plain loops must do it. */
export function fusedAdamStep(
  parameter: FloatSpan,
  { mean, square, gradient }: { mean: FloatSpan; square: FloatSpan; gradient: FloatSpan },
  settings: AdamSettings,
): boolean {
  const { rate, share, fromGradient, beta2, correction, eps, decay } = settings;
  const flags =
    (settings.maximize ? MAXIMIZE : 0) |
    (settings.decoupled ? DECOUPLED : 0) |
    (fromGradient ? FROM_GRADIENT : 0);
  const numbers = [rate, share, beta2, 1 - beta2, correction, eps, decay, flags];
  return inPlace("adam", [parameter, mean, square], gradient, numbers);
}

function inPlace(
  step: "sgd" | "adam",
  changed: readonly (FloatSpan | undefined)[],
  gradient: FloatSpan,
  settings: readonly number[],
): boolean {
  const wasm = wasmExports();
  if (!wasm) return false;
  const start = mark();
  try {
    // 0 stands for what is not there.
    const addresses = [...changed, gradient].map((span) => (span ? copyIn(wasm, span) : 0));
    if (addresses.includes(undefined)) return false;
    const places = addresses as number[];
    wasm[step](...places, gradient.length, ...settings);
    for (const [i, operand] of changed.entries()) {
      if (!operand) continue;
      copyOut(wasm, operand, places[i] as number);
      operand.storage.version++;
    }
    return true;
  } finally {
    release(start);
  }
}
