import type { DType } from "../dtype.ts";
import { requireCount, requireKnown, requireOptions, requireTensor } from "../operand.ts";
import type { Tensor } from "../tensor.ts";

const KINDS: Record<DType, string> = { float64: "F64", int64: "I64", float32: "F32", bool: "BOOL" };

/** The widest first, so that every tensor lies at a multiple of its width. */
const ORDER: readonly DType[] = ["int64", "float64", "float32", "bool"];

/** Where a header ends lies at a multiple of this, from the file's start. */
const ALIGNMENT = 8;

/**
 * Tensors as the bytes of a safetensors file, which `safetensors.torch.load_file` of Python opens,
 * and `loadSafetensors`. It holds names, shapes, kinds and numbers, no code.
 *
 * @param tensors by their names, such as a `stateDict()`; views are written as what they show
 * @param options `metadata`: texts by their names, for who reads the file
 * @throws {TypeError} for what is no tensor, and for metadata that is no text
 * @throws {RangeError} for a name that the format keeps for itself or cannot hold
 *
 * @example
 * ```ts
 * import { Linear } from "dropout-lab/nn";
 * import { loadSafetensors, saveSafetensors } from "dropout-lab/tensor";
 * const layer = new Linear(3, 2);
 * const bytes = saveSafetensors(layer.stateDict(), { metadata: { epoch: "3" } });
 * const { tensors, metadata } = loadSafetensors(bytes);
 * new Linear(3, 2).loadStateDict(tensors) // → { missingKeys: [], unexpectedKeys: [] }
 * metadata.epoch // → '3'
 * ```
 */
export function saveSafetensors(
  tensors: Readonly<Record<string, Tensor>>,
  options: { metadata?: Readonly<Record<string, string>> } = {},
): Uint8Array<ArrayBuffer> {
  requireCount("saveSafetensors", arguments, 2);
  requireOptions("saveSafetensors", tensors, "{ weight: tensor([1]) }");
  requireOptions("saveSafetensors", options, '{ metadata: { epoch: "3" } }');
  requireKnown("saveSafetensors", options, ["metadata"]);
  const { metadata } = options;
  const entries = Object.entries(tensors);
  for (const [name, x] of entries) {
    requireTensor(`saveSafetensors: ${name}`, x);
    requireText("name", name);
    if (name === METADATA) throw new RangeError(`saveSafetensors: name must not be ${METADATA}`);
  }
  for (const [name, text] of Object.entries(metadata ?? {})) {
    requireText("metadata's name", name);
    requireText(`metadata ${name}`, text);
  }
  // The order of the reference implementation: by width, then by name.
  entries.sort(
    ([a, x], [b, y]) => ORDER.indexOf(x.dtype) - ORDER.indexOf(y.dtype) || (a < b ? -1 : 1),
  );
  let end = 0;
  const described = entries.map(([name, { dtype, shape, data }]): [string, object] => {
    const begin = end;
    end += data.byteLength;
    return [name, { dtype: KINDS[dtype], shape, data_offsets: [begin, end] }];
  });
  const all = metadata ? [[METADATA, { ...metadata }] as const, ...described] : described;
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(all)));
  const start = 8 + Math.ceil(header.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(start + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true);
  bytes.fill(0x20, 8, start).set(header, 8);
  let at = start;
  for (const [, { data }] of entries) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/** The name that the format keeps for itself. */
export const METADATA = "__metadata__";

function requireText(subject: string, text: unknown): void {
  if (typeof text !== "string") {
    throw new TypeError(`saveSafetensors: ${subject} must be a string, got ${typeof text}`);
  }
  // Half a surrogate pair has no bytes in UTF-8.
  if (/\p{Surrogate}/u.test(text)) {
    throw new RangeError(`saveSafetensors: ${subject} must be whole characters, got half of one`);
  }
}
