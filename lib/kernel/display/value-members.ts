import { inspect, types } from "node:util";
import type { Member, ValueLook } from "../link/messages.ts";

const MOST = 500;
const MOST_KEYS = 10;
const LONGEST_LIST = 1_000;
/** Getters of Node's own, which give what is there anyway. */
const SAFE_GETTERS = new Set(["process", "Buffer"]);

/**
 * What the value looks like that a path leads to from a variable; `lookUp` gives the variable's
 * value. Nothing is known of what cannot be looked at without running code.
 */
export function lookAt(
  name: string,
  path: readonly string[],
  lookUp: (name: string) => unknown,
): ValueLook {
  try {
    if (!isPlainGlobal(name)) return { members: [] };
    const value = valueAt(lookUp(name), path);
    return { members: membersOf(value), summary: summaryOf(value) };
  } catch {
    return { members: [] };
  }
}

/**
 * What a path leads to from a value. No getter and no proxy's trap runs: what lies behind one is
 * not found.
 */
export function valueAt(root: unknown, path: readonly string[]): unknown {
  let value: unknown = root;
  for (const key of path) value = dataOf(value, key);
  return value;
}

/** The members of a value, without its code: its own first, those that it inherits behind. */
export function membersOf(value: unknown): Member[] {
  const members = new Map<string, Member>();
  for (const owner of ownersOf(value)) {
    const isOwn = owner === value;
    // Every value has these.
    if (!isOwn && isObjectPrototype(owner)) break;
    for (const name of namesOf(owner)) {
      if (members.size >= MOST) return [...members.values()];
      if (members.has(name) || (!isOwn && /^(__|constructor$)/.test(name))) continue;
      members.set(name, { name, isOwn, isMethod: typeof dataIn(owner, name) === "function" });
    }
  }
  return [...members.values()];
}

/** The names that an object has; of a list not the positions, of which there may be millions. */
function namesOf(owner: object): string[] {
  if (ArrayBuffer.isView(owner)) return [];
  if (!Array.isArray(owner) && !types.isStringObject(owner))
    return Object.getOwnPropertyNames(owner);
  if (Number(dataIn(owner, "length")) > LONGEST_LIST) return ["length"];
  return Object.getOwnPropertyNames(owner).filter((name) => !/^\d/.test(name));
}

function isObjectPrototype(owner: object): boolean {
  return Object.getPrototypeOf(owner) === null && Object.hasOwn(owner, "hasOwnProperty");
}

/** A value in short, without its code; undefined where there is nothing to say. */
export function summaryOf(value: unknown): string | undefined {
  if (value === undefined || typeof value === "function" || types.isProxy(value)) return undefined;
  if (typeof value !== "object" || value === null) return inspect(value, { maxStringLength: 100 });
  if (Array.isArray(value)) return `Array(${value.length})`;
  const maker = dataOf(value, "constructor");
  const name = typeof maker === "function" ? dataIn(maker, "name") : undefined;
  const keys = namesOf(value);
  const shown = keys.length > MOST_KEYS ? [...keys.slice(0, MOST_KEYS), "…"] : keys;
  const head = typeof name === "string" && name !== "Object" ? `${name} ` : "";
  return `${head}{ ${shown.join(", ")} }`;
}

/** Whether the global object finds this name without running a getter of somebody's. */
export function isPlainGlobal(name: string): boolean {
  if (SAFE_GETTERS.has(name)) return true;
  return ownersOf(globalThis).every(
    (owner) => Object.getOwnPropertyDescriptor(owner, name)?.get === undefined,
  );
}

/** A value and what it inherits from, as far as no proxy is among them. */
function ownersOf(value: unknown): object[] {
  const owners: object[] = [];
  let owner: object | null = value === undefined || value === null ? null : Object(value);
  while (owner !== null && !types.isProxy(owner)) {
    owners.push(owner);
    owner = Object.getPrototypeOf(owner);
  }
  return owners;
}

function dataOf(value: unknown, key: string): unknown {
  const owner = ownersOf(value).find((each) => Object.hasOwn(each, key));
  return owner === undefined ? undefined : dataIn(owner, key);
}

function dataIn(owner: object, key: string): unknown {
  try {
    return Object.getOwnPropertyDescriptor(owner, key)?.value;
  } catch {
    // A module's name that has no value yet.
    return undefined;
  }
}
