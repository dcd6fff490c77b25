import { types } from "node:util";
import type { Member } from "../link/messages.ts";

const MOST = 500;
const LONGEST_LIST = 1_000;
/** Getters of Node's own, which give what is there anyway. */
const SAFE_GETTERS = new Set(["process", "Buffer"]);

/**
 * The members of what a path leads to from a value: its own first, those that it inherits behind.
 * No getter and no proxy's trap runs: where the path leads through one, nothing is found.
 */
export function membersOf(root: unknown, path: readonly string[]): Member[] {
  let value: unknown = root;
  for (const key of path) value = dataOf(value, key);
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
