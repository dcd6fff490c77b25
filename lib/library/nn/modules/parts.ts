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
  const direct = (kind: typeof Parameter | typeof Buffer) =>
    fields.filter(([, value]) => value instanceof kind) as unknown as Part<M>[];
  const own = [...direct(Parameter), ...direct(Buffer)];
  const names = new Set<string>();
  for (const [name] of own) note(name, names);
  return [
    ...own,
    ...fields.flatMap(([name, value]): Part<M>[] => {
      const parts = partsOf(value, isModule, path);
      if (parts.length > 0) note(name, names);
      return parts.map(([inner, part]) => [inner === "" ? name : `${name}.${inner}`, part]);
    }),
  ];
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
