import type { Exports } from "./exports.ts";
import { floats, PIECE, pieceAddress } from "./memory.ts";
import type { Floats } from "./storage.ts";

/** What a kernel reads and what it writes, all of one length. */
interface Operands {
  readonly inputs: readonly Floats[];
  readonly outputs: readonly Floats[];
  /** True for a kernel that must not write where it reads. */
  readonly apart?: boolean;
}

/**
 * Runs a kernel over operands. Blocks are used where they are; ordinary arrays go through the
 * kernels' memory piece by piece, which stays in the cache, unlike a copy of the whole.
 *
 * @param run gets the addresses of inputs and outputs, and how many numbers stand there
 */
export function inPieces(
  exports: Exports,
  { inputs, outputs, apart = false }: Operands,
  run: (addresses: readonly number[], count: number) => void,
): void {
  const operands = outputs.length === 0 ? inputs : [...inputs, ...outputs];
  const length = operands[0]?.length ?? 0;
  const places: (number | undefined)[] = [];
  let direct = true;
  for (const { storage, offset } of operands) {
    const { address } = storage;
    const input = places.length < inputs.length;
    const overwritten = apart && input && outputs.some((out) => out.storage === storage);
    const place = address === undefined || overwritten ? undefined : address + offset * 4;
    direct &&= place !== undefined;
    places.push(place);
  }
  if (direct) {
    run(places as number[], length);
    return;
  }
  for (let at = 0; at < length; at += PIECE) {
    const count = Math.min(PIECE, length - at);
    const addresses = places.map((place, index) =>
      place === undefined ? pieceAddress(index) : place + at * 4,
    );
    const heap = floats(exports);
    for (let i = 0; i < inputs.length; i++) {
      if (places[i] === undefined)
        heap.set(part(exports, inputs[i] as Floats, at, count), pieceAddress(i) / 4);
    }
    run(addresses, count);
    for (let i = inputs.length; i < operands.length; i++) {
      if (places[i] !== undefined) continue;
      const from = pieceAddress(i) / 4;
      const { storage, offset } = operands[i] as Floats;
      storage.data.set(heap.subarray(from, from + count), offset + at);
    }
  }
}

function part(
  exports: Exports,
  { storage, offset }: Floats,
  at: number,
  count: number,
): Float32Array {
  const { address } = storage;
  if (address !== undefined) {
    const from = address / 4 + offset + at;
    return floats(exports).subarray(from, from + count);
  }
  const { data } = storage;
  return count === data.length ? data : data.subarray(offset + at, offset + at + count);
}
