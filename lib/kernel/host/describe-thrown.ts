import { inspect } from "node:util";
import type { Thrown } from "../link/messages.ts";

const DEPTH = 5;
const USUAL = new Set(["name", "message", "stack", "cause", "errors"]);

/** The frames of an error with their places in the compiled code, if they are known. */
type CompiledFrames = (error: object, stack: string) => string[] | undefined;

/**
 * Describes a thrown value, whatever it is: `throw 1`, a proxy that throws, an error whose getters
 * throw. Nothing it does ends the description.
 */
export function describeThrown(
  value: unknown,
  compiledFrames: CompiledFrames,
  depth = DEPTH,
): Thrown {
  if (!isError(value))
    return { name: "Thrown", message: textOf(value), frames: [], text: textOf(value) };
  const ownName = read(value, "name", "Error") || "Error";
  const name = className(value, ownName) ?? ownName;
  const message = read(value, "message", "");
  const stack = read(value, "stack", "");
  const frames = compiledFrames(value, stack) ?? framesOf(stack, ownName, message);
  const thrown: Thrown = { name, message, frames };
  const properties = propertiesOf(value, message);
  if (properties !== "") thrown.properties = properties;
  const nested = depth > 0 ? errorsIn(value) : [];
  if (nested.length > 0) {
    thrown.nested = nested.map(([label, error]) => [
      label,
      describeThrown(error, compiledFrames, depth - 1),
    ]);
  }
  return thrown;
}

/** What an error holds besides itself: its cause, those it gathers, any in a property of it. */
function errorsIn(value: object): [label: string, error: unknown][] {
  const found: [string, unknown][] = [];
  const cause = readAny(value, "cause");
  if (cause !== undefined) found.push(["cause", cause]);
  const errors = readAny(value, "errors");
  if (Array.isArray(errors)) {
    for (const [index, error] of errors.slice(0, 10).entries()) {
      found.push([`errors[${index}]`, error]);
    }
  }
  // Where a SuppressedError is Node's own, its two are not enumerable.
  for (const key of new Set(["error", "suppressed", ...keysOf(value)])) {
    const held = USUAL.has(key) ? undefined : readAny(value, key);
    if (isError(held)) found.push([key, held]);
  }
  return found;
}

function keysOf(value: object): string[] {
  try {
    return Object.keys(value);
  } catch {
    return [];
  }
}

function isError(value: unknown): value is object {
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
  } catch {
    return false;
  }
}

function textOf(value: unknown): string {
  try {
    return inspect(value);
  } catch {
    return "a value that cannot be printed";
  }
}

function readAny(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function read(value: object, key: string, otherwise: string): string {
  const found = readAny(value, key);
  return typeof found === "string" ? found : otherwise;
}

function framesOf(stack: string, name: string, message: string): string[] {
  // The head repeats the message, which may itself have lines that look like frames.
  const head = message === "" ? name : `${name}: ${message}`;
  const rest = stack.startsWith(head) ? stack.slice(head.length) : stack;
  return rest.split("\n").filter((line) => /^\s*at /.test(line));
}

/**
 * The name of an error's class as Node prints it, if the class has given its errors none: then their
 * `name` is still that of the built-in class above it.
 */
function className(value: object, name: string): string | undefined {
  try {
    let owner: object | null = value;
    while (owner !== null && !Object.hasOwn(owner, "name")) owner = Object.getPrototypeOf(owner);
    const isBuiltIn = owner !== value && owner?.constructor.name === name;
    const ofClass: unknown = value.constructor.name;
    if (!isBuiltIn || typeof ofClass !== "string" || ofClass === "" || ofClass === name) return;
    return ofClass.endsWith("Error") ? ofClass : `${ofClass} [${name}]`;
  } catch {
    return undefined;
  }
}

function propertiesOf(value: object, message: string): string {
  try {
    const isNew = (key: string, held: unknown) =>
      !USUAL.has(key) && !isError(held) && !(key === "code" && message.includes(String(held)));
    const own = Object.entries(value).filter(([key, held]) => isNew(key, held));
    return own.length === 0 ? "" : inspect(Object.fromEntries(own));
  } catch {
    return "";
  }
}
