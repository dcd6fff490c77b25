import type { DType } from "../dtype.ts";

/** Typed arrays of plain numbers. */
export type NumberArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** Typed arrays of bigints. */
export type BigIntArray = BigInt64Array | BigUint64Array;

/** Values from which a tensor can be made: one, or nested lists of equal lengths. */
export type Nested = number | bigint | boolean | NumberArray | BigIntArray | readonly Nested[];

/**
 * The kind that `tensor` makes of these values, or the kinds it may be where their type does not
 * tell: a `bigint[]` that turns out empty makes float32, as every empty list.
 */
export type KindOf<V> = 0 extends 1 & V
  ? DType
  : V extends Float64Array
    ? "float64"
    : V extends BigIntArray
      ? "int64"
      : V extends readonly unknown[]
        ? KindOfList<First<V>, Leaf<V>>
        : Plain<V>;

/** A list's kind, of its first value if it certainly has one, and of all that can be in it. */
type KindOfList<First, Leaf> = undefined extends First
  ? "float32" | Plain<Leaf>
  : Plain<First> extends "float32"
    ? "float32"
    : [Plain<Leaf>] extends [Plain<First>]
      ? Plain<First>
      : "float32" | Plain<First>;

type Plain<V> = V extends bigint ? "int64" : V extends boolean ? "bool" : "float32";

/** All plain values in nested lists; of `Nested` itself, which never ends, whatever it may hold. */
type Leaf<V> = [Nested] extends [V] ? number | bigint | boolean : LeafOf<V>;

type LeafOf<V> = V extends NumberArray
  ? number
  : V extends BigIntArray
    ? bigint
    : V extends readonly (infer Item)[]
      ? Leaf<Item>
      : V;

/** The first plain value of nested lists, or undefined where a list may be empty. */
type First<V> = V extends readonly [infer Item, ...unknown[]]
  ? First<Item>
  : V extends readonly unknown[] | NumberArray | BigIntArray
    ? undefined
    : V;
