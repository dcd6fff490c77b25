import type { BinaryOperation } from "./exports.ts";
import { kernels } from "./kernels.ts";
import { inPieces } from "./pieces.ts";
import { type Floats, Storage } from "./storage.ts";

type Result = Storage<Float32Array> | undefined;

/**
 * a op b, elementwise over operands of one length, into new numbers or into `out`, which may be an
 * operand.
 *
 * This and every other kernel returns undefined, having done nothing, where plain loops must work.
 */
export function binary(
  operation: BinaryOperation,
  { a, b, out }: { a: Floats; b: Floats; out?: Floats },
): Result {
  const exports = kernels();
  if (!exports) return undefined;
  const result = out ?? whole(Storage.floats(a.length));
  inPieces(exports, { inputs: [a, b], outputs: [result] }, ([x = 0, y = 0, z = 0], count) =>
    exports[operation](x, y, z, count),
  );
  return result.storage;
}

/** a op scalar, where the scalar is rounded to float32 first. */
export function binaryScalar(
  operation: BinaryOperation,
  { a, scalar, out }: { a: Floats; scalar: number; out?: Floats },
): Result {
  const exports = kernels();
  if (!exports) return undefined;
  const result = out ?? whole(Storage.floats(a.length));
  inPieces(exports, { inputs: [a], outputs: [result] }, ([x = 0, y = 0], count) =>
    exports[`${operation}Scalar`](x, scalar, y, count),
  );
  return result.storage;
}

/** max(a, 0), but -0 and NaN stay as they are, as in torch. */
export function relu(operands: { a: Floats; out?: Floats }): Result {
  return unary("relu", operands);
}

/** The square roots. */
export function sqrt(operands: { a: Floats; out?: Floats }): Result {
  return unary("sqrt", operands);
}

/** The gradient where the output of a relu is above 0 or NaN, else 0. */
export function reluGradient(gradient: Floats, output: Floats): Result {
  const exports = kernels();
  if (!exports) return undefined;
  const result = whole(Storage.floats(gradient.length));
  const operands = { inputs: [gradient, output], outputs: [result] };
  inPieces(exports, operands, ([x = 0, y = 0, z = 0], count) =>
    exports.reluGradient(x, y, z, count),
  );
  return result.storage;
}

function unary(operation: "relu" | "sqrt", { a, out }: { a: Floats; out?: Floats }): Result {
  const exports = kernels();
  if (!exports) return undefined;
  const result = out ?? whole(Storage.floats(a.length));
  inPieces(exports, { inputs: [a], outputs: [result] }, ([x = 0, y = 0], count) =>
    exports[operation](x, y, count),
  );
  return result.storage;
}

/** All numbers of a storage. */
export function whole(storage: Storage<Float32Array>): Floats {
  return { storage, offset: 0, length: storage.length };
}
