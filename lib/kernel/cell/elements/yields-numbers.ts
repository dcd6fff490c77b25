import { types } from "node:util";

// Taken before any cell can replace them: the check must not call what a cell wrote.
const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const { isArray } = Array;
const { isBigInt64Array, isBigUint64Array, isProxy, isTypedArray } = types;

/** A plain array with more elements than this takes longer to check than a loop over it saves. */
const mostElements = 10_000;

/** A built-in prototype as it was before the first cell. */
interface Known {
  readonly prototype: object;
  readonly parent: object | null;
  readonly keys: Readonly<Record<PropertyKey, true>>;
  readonly watched: readonly (readonly [key: PropertyKey, now: unknown])[];
}

function know(prototype: object, ...watched: PropertyKey[]): Known {
  const keys = Object.create(null) as Record<PropertyKey, true>;
  for (const key of ownKeys(prototype)) keys[key] = true;
  const parent = getPrototypeOf(prototype);
  return { prototype, parent, keys, watched: watched.map((key) => [key, held(prototype, key)]) };
}

function held(prototype: object, key: PropertyKey): unknown {
  const descriptor = getOwnPropertyDescriptor(prototype, key);
  return descriptor?.value ?? descriptor?.get;
}

const objects = know(Object.prototype);
const arrays = know(Array.prototype, Symbol.iterator);
const arrayIterator = getPrototypeOf([].values()) as object;
const iterators = [know(arrayIterator, "next"), know(getPrototypeOf(arrayIterator) as object)];
const typedPrototype = getPrototypeOf(Uint8Array.prototype) as object;
const typedArrays = know(typedPrototype, Symbol.iterator, "length");
const typedValues = Uint8Array.prototype.values;
const kinds = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
].map(({ prototype }) => know(prototype));
/** What a loop may ask for besides numbers; a typed array answers to numbers by itself. */
const otherKeys = ["length", "true", "false", "undefined", Symbol.iterator];
const none: never[] = [];

/**
 * Whether `value[key]`, for a key that is a number, a boolean or undefined, `value.length` and
 * `for (… of value)` give only numbers and undefined and call nothing of the cells', as long as
 * nothing is written. Cannot be observed and does not throw.
 */
export function yieldsNumbers(value: unknown): boolean {
  if (typeof value !== "object" || value === null || isProxy(value)) return false;
  if (!isUntouched(objects)) return false;
  for (let at = 0; at < iterators.length; at++)
    if (!isUntouched(iterators[at] as Known)) return false;
  return isArray(value) ? isArrayOfNumbers(value) : isTypedArrayOfNumbers(value);
}

function isArrayOfNumbers(array: unknown[]): boolean {
  const { length } = array;
  if (length > mostElements || getPrototypeOf(array) !== arrays.prototype) return false;
  if (!isUntouched(arrays)) return false;
  for (let at = 0; at < length; at++) {
    const element = getOwnPropertyDescriptor(array, at);
    if (element === undefined || typeof element.value !== "number") return false;
  }
  // Nothing but the elements and `length`: no `array[-1]` either.
  return ownKeys(array).length === length + 1;
}

function isTypedArrayOfNumbers(value: object): boolean {
  if (!isTypedArray(value) || isBigInt64Array(value) || isBigUint64Array(value)) return false;
  const prototype = getPrototypeOf(value);
  let kind: Known | undefined;
  for (let at = 0; at < kinds.length; at++)
    if (kinds[at]?.prototype === prototype) kind = kinds[at];
  if (kind === undefined || !isUntouched(kind) || !isUntouched(typedArrays)) return false;
  for (let at = 0; at < otherKeys.length; at++)
    if (getOwnPropertyDescriptor(value, otherKeys[at] as PropertyKey) !== undefined) return false;
  try {
    // Throws where the buffer is gone, as for-of would.
    apply(typedValues, value, none);
    return true;
  } catch {
    return false;
  }
}

function isUntouched({ prototype, parent, keys, watched }: Known): boolean {
  if (getPrototypeOf(prototype) !== parent) return false;
  const now = ownKeys(prototype);
  for (let at = 0; at < now.length; at++) if (!((now[at] as PropertyKey) in keys)) return false;
  for (let at = 0; at < watched.length; at++) {
    // Not taken apart by a pattern: that would call what stands for iteration.
    const pair = watched[at] as Known["watched"][number];
    if (held(prototype, pair[0]) !== pair[1]) return false;
  }
  return true;
}
