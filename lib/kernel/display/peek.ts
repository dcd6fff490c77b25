import { types } from "node:util";

/**
 * A property of a value, looked at without running a proxy's traps or a getter of its own; a getter
 * that its class has runs.
 */
export function peek(value: object, key: PropertyKey): unknown {
  let owner: object | null = value;
  while (owner !== null && !types.isProxy(owner)) {
    const property = Object.getOwnPropertyDescriptor(owner, key);
    if (property === undefined) {
      owner = Object.getPrototypeOf(owner);
      continue;
    }
    if (property.get === undefined) return property.value;
    return owner === value ? undefined : Reflect.apply(property.get, value, []);
  }
  return undefined;
}
