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
  return [
    ...direct(Parameter),
    ...direct(Buffer),
    ...fields.flatMap(([name, value]): Part<M>[] => {
      if (isModule(value)) return [[name, value]];
      const inside = path.includes(value) ? undefined : fieldsOfList(value);
      if (!inside) return [];
      const parts = partsIn(inside, isModule, [...path, value]);
      return parts.map(([inner, part]) => [`${name}.${inner}`, part]);
    }),
  ];
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
