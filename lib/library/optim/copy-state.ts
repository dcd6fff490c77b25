import { Tensor } from "../tensor/index.ts";

/** A copy of plain values, lists, objects and tensors, at every depth. */
export function copyState<T>(value: T): T {
  if (value instanceof Tensor) return value.detach().clone() as T;
  if (Array.isArray(value)) return value.map((item) => copyState(item)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, copyState(v)])) as T;
}
