import type { Float } from "../float.ts";
import { Buffer, Parameter } from "./parameter.ts";

/** A value in a module, by its name. */
export type Field = readonly [name: string, value: unknown];

/** A parameter, a buffer or a module inside a module, by torch's name. */
export type Part<M> = readonly [name: string, part: Parameter<Float> | Buffer | M];

/**
 * The parts among some fields, in torch's order: parameters, buffers, then modules. Those in arrays,
 * maps and plain objects have the name of the list before their own: `layers.0`.
 */
export function partsIn<M>(
  fields: readonly Field[],
  isModule: (value: unknown) => value is M,
  path: readonly unknown[] = [],
): Part<M>[] {
  const parameters: Part<M>[] = [];
  const buffers: Part<M>[] = [];
  const inside: Part<M>[] = [];
  const names = new Set<string>();
  for (const [name, value] of fields) {
    if (typeof value !== "object" || value === null) continue;
    const into =
      value instanceof Parameter ? parameters : value instanceof Buffer ? buffers : undefined;
    into?.push([name, value as Parameter<Float> | Buffer]);
    const parts = into ? undefined : partsOf(value, isModule, path);
    if (into || parts?.length) note(name, names);
    for (const [inner, part] of parts ?? []) {
      inside.push([inner === "" ? name : `${name}.${inner}`, part]);
    }
  }
  return [...parameters, ...buffers, ...inside];
}

/** A module itself, named "", or the parts in a list. */
function partsOf<M>(
  value: unknown,
  isModule: (value: unknown) => value is M,
  path: readonly unknown[],
): Part<M>[] {
  if (isModule(value)) return [["", value]];
  const inside = path.includes(value) ? undefined : fieldsOfList(value);
  return inside ? partsIn(inside, isModule, [...path, value]) : [];
}

/** @throws {RangeError} for a name that would not be the only one in the state */
function note(name: string, names: Set<string>): void {
  if (name === "" || name.includes(".") || names.has(name)) {
    throw new RangeError(
      `Module: names of parts must be words without points that differ as text, got ${JSON.stringify(name)}${names.has(name) ? " twice" : ""}`,
    );
  }
  names.add(name);
}

/** What is in an array, a map or a plain object; undefined for all else. */
export function fieldsOfList(value: unknown): Field[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) || value instanceof Map) {
    return Array.from(value.entries(), ([key, item]): Field => [String(key), item]);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? Object.entries(value) : undefined;
}
