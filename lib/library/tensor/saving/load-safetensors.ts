import type { DType } from "../dtype.ts";
import { requireCount } from "../operand.ts";
import { dense } from "../strided.ts";
import { Tensor } from "../tensor.ts";
import { broken, type Described, readHeader } from "./safetensors-header.ts";

/** How a kind of the format is read: its width in bytes, and its numbers as those of ours. */
interface Reading {
  readonly width: number;
  readonly dtype: DType;
  /** One number; left out where the bytes are those of ours. */
  readonly read?: (view: DataView, at: number) => number | bigint;
}

/** Kinds that are not ours become the next wider one, which holds each of their numbers exactly. */
const READINGS: Record<string, Reading> = {
  F64: { width: 8, dtype: "float64" },
  F32: { width: 4, dtype: "float32" },
  F16: { width: 2, dtype: "float32", read: (view, at) => halfFloat(view.getUint16(at, true)) },
  BF16: { width: 2, dtype: "float32", read: brainFloat },
  I64: { width: 8, dtype: "int64" },
  U32: { width: 4, dtype: "int64", read: (view, at) => BigInt(view.getUint32(at, true)) },
  I32: { width: 4, dtype: "int64", read: (view, at) => BigInt(view.getInt32(at, true)) },
  U16: { width: 2, dtype: "int64", read: (view, at) => BigInt(view.getUint16(at, true)) },
  I16: { width: 2, dtype: "int64", read: (view, at) => BigInt(view.getInt16(at, true)) },
  U8: { width: 1, dtype: "int64", read: (view, at) => BigInt(view.getUint8(at)) },
  I8: { width: 1, dtype: "int64", read: (view, at) => BigInt(view.getInt8(at)) },
  BOOL: { width: 1, dtype: "bool", read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
};

const ARRAYS = {
  float32: Float32Array,
  float64: Float64Array,
  int64: BigInt64Array,
  bool: Uint8Array,
};

/**
 * The tensors in the bytes of a safetensors file, by their names, as `saveSafetensors` and
 * `safetensors.torch.save_file` of Python write it. F64, F32, I64 and BOOL are read as they are, F16
 * and BF16 as float32, smaller integers as int64: each holds all numbers of the other. The tensors
 * have memory of their own.
 *
 * @param bytes of the whole file
 * @throws {TypeError} for what are no bytes
 * @throws {RangeError} for a file that the format does not allow, and for other kinds of numbers
 *
 * @example
 * ```ts
 * import { loadSafetensors, saveSafetensors, tensor } from "dropout-lab/tensor";
 * const bytes = saveSafetensors({ x: tensor([1, 2]) });
 * loadSafetensors(bytes).tensors.x // → tensor([1., 2.])
 * ```
 */
export function loadSafetensors(bytes: Uint8Array | ArrayBuffer): {
  tensors: Record<string, Tensor>;
  metadata: Record<string, string>;
} {
  requireCount("loadSafetensors", arguments, 1);
  const isBytes = bytes instanceof Uint8Array || bytes instanceof ArrayBuffer;
  if (!isBytes) {
    throw new TypeError(
      `loadSafetensors: must be the bytes of a file, a Uint8Array, got ${typeof bytes}`,
    );
  }
  // A plain array of bytes also of Node's Buffer, whose `slice` copies nothing.
  const whole =
    bytes instanceof ArrayBuffer
      ? new Uint8Array(bytes)
      : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { described, metadata, start } = readHeader(whole);
  const data = whole.subarray(start);
  // All is checked before any memory is taken.
  const readings = described.map((one) => [one, readingOf(one)] as const);
  const tensors = readings.map(([one, reading]) => [one.name, read(data, one, reading)] as const);
  return { tensors: Object.fromEntries(tensors), metadata };
}

function readingOf({ name, kind, shape, begin, end }: Described): Reading {
  const reading = Object.hasOwn(READINGS, kind) ? READINGS[kind] : undefined;
  if (!reading) {
    const known = Object.keys(READINGS).join(", ");
    throw broken(`dtype of ${name} must be one of ${known}, got ${kind}`);
  }
  const size = shape.includes(0) ? 0 : shape.reduce((n, length) => n * length, reading.width);
  if (end - begin !== size) {
    throw broken(
      `${name} must have ${size} bytes for shape [${shape.join(", ")}] of ${kind}, got ${end - begin}`,
    );
  }
  return reading;
}

function read(data: Uint8Array, { shape, begin, end }: Described, reading: Reading): Tensor {
  const { width, dtype, read } = reading;
  // The format is little-endian, as every machine that runs JavaScript today.
  if (!read) return make(dtype, new ARRAYS[dtype](data.slice(begin, end).buffer), shape);
  const view = new DataView(data.buffer, data.byteOffset + begin, end - begin);
  const values = new ARRAYS[dtype]((end - begin) / width);
  for (let i = 0; i < values.length; i++) values[i] = read(view, i * width) as never;
  return make(dtype, values, shape);
}

function make(dtype: DType, values: unknown, shape: readonly number[]): Tensor {
  return new Tensor(dense(dtype, values as never, shape));
}

/** The upper half of a float32. */
function brainFloat(view: DataView, at: number): number {
  const float = new DataView(new ArrayBuffer(4));
  float.setUint16(0, view.getUint16(at, true));
  return float.getFloat32(0);
}

/** IEEE's 16 bits: sign, 5 of exponent, 10 of fraction. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * fraction * HALF_STEP;
  return sign * (1024 + fraction) * HALF_STEP * (1 << (exponent - 1));
}

/** The smallest half float above 0: 2 to the -24. */
const HALF_STEP = 1 / (1 << 24);
