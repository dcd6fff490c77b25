import { CHUNK_LENGTH, chunkAddress, heapF32, type WasmExports } from "../../wasm/index.ts";
import type { FloatSpan, TruthSpan } from "./float-span.ts";

/** What an operation reads and what it writes, all of one length. */
interface Operands {
  readonly inputs: readonly (FloatSpan | TruthSpan)[];
  readonly outputs: readonly FloatSpan[];
  /** True for an operation that must not write where it reads. */
  readonly noAlias?: boolean;
}

/**
 * Runs an operation over operands. Blocks are used where they are; ordinary arrays go through the
 * module's memory chunk by chunk, which stays in the cache, unlike a copy of the whole.
 *
 * @param run gets the addresses of inputs and outputs, and how many numbers stand there
 */
export function inChunks(
  wasm: WasmExports,
  { inputs, outputs, noAlias = false }: Operands,
  run: (addresses: readonly number[], count: number) => void,
): void {
  const operands = outputs.length === 0 ? inputs : [...inputs, ...outputs];
  const length = operands[0]?.length ?? 0;
  const places: (number | undefined)[] = [];
  let direct = true;
  for (const { storage, offset } of operands) {
    const { address } = storage;
    const input = places.length < inputs.length;
    const overwritten = noAlias && input && outputs.some((out) => out.storage === storage);
    const place = address === undefined || overwritten ? undefined : address + offset * 4;
    direct &&= place !== undefined;
    places.push(place);
  }
  if (direct) {
    run(places as number[], length);
    return;
  }
  for (let at = 0; at < length; at += CHUNK_LENGTH) {
    const count = Math.min(CHUNK_LENGTH, length - at);
    const addresses = places.map((place, index) =>
      place === undefined ? chunkAddress(index) : place + at * 4,
    );
    const heap = heapF32(wasm);
    for (let i = 0; i < inputs.length; i++) {
      if (places[i] === undefined)
        heap.set(part(wasm, inputs[i] as FloatSpan | TruthSpan, at, count), chunkAddress(i) / 4);
    }
    run(addresses, count);
    for (let i = inputs.length; i < operands.length; i++) {
      if (places[i] !== undefined) continue;
      const from = chunkAddress(i) / 4;
      const { storage, offset } = operands[i] as FloatSpan;
      storage.data.set(heap.subarray(from, from + count), offset + at);
    }
  }
}

function part(
  wasm: WasmExports,
  { storage, offset }: FloatSpan | TruthSpan,
  at: number,
  count: number,
): Float32Array | Uint8Array {
  const { address } = storage;
  if (address !== undefined) {
    const from = address / 4 + offset + at;
    return heapF32(wasm).subarray(from, from + count);
  }
  const { data } = storage;
  return count === data.length ? data : data.subarray(offset + at, offset + at + count);
}
