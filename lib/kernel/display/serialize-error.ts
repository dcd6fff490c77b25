import { inspect, types } from "node:util";
import type { SerializedError } from "../link/messages.ts";
import { cutText } from "../text/index.ts";
import { errorName } from "./error-name.ts";
import { errorsIn, isError, lastCause, readAny, USUAL } from "./held-errors.ts";
import { proxyTarget } from "./proxy-target.ts";

/** How deep errors are looked for in errors, and how many are described in all. */
const DEPTH = 5;
const MOST_ERRORS = 50;
const MOST_FRAMES = 200;
const LONGEST_NAME = 200;
const LONGEST_FRAME = 1_000;
const TEXT = { characters: 1 << 14, lines: 200 };

/** The frames of an error with their places in the compiled code, if they are known. */
type CompiledFrames = (error: object, stack: string) => string[] | undefined;

/**
 * Describes a thrown value, whatever it is: `throw 1`, a proxy that throws, an error whose getters
 * throw, a message of a book's length. Nothing it does ends the description.
 */
export function serializeError(value: unknown, compiledFrames: CompiledFrames): SerializedError {
  return new Serializer(compiledFrames).of(value, []);
}

class Serializer {
  readonly #compiledFrames: CompiledFrames;
  #left = MOST_ERRORS;

  constructor(compiledFrames: CompiledFrames) {
    this.#compiledFrames = compiledFrames;
  }

  /** `around` are the errors that hold this one, the nearest last. */
  of(thrown: unknown, around: readonly object[]): SerializedError {
    this.#left--;
    // Of a proxy what is behind it: its traps may hide that.
    const value = types.isProxy(thrown) ? proxyTarget(thrown as object) : thrown;
    if (!isError(value)) {
      const text = cutText(inspected(thrown), TEXT);
      return { name: "Thrown", message: text, frames: [], text };
    }
    const message = read(value, "message");
    const stack = read(value, "stack");
    const frames = this.#compiledFrames(value, stack) ?? framesOf(stack, value);
    const described: SerializedError = {
      name: shortName(errorName(value)),
      message: cutText(message, TEXT),
      frames: frames.slice(0, MOST_FRAMES).map((line) => line.slice(0, LONGEST_FRAME)),
    };
    const left = frames.length - MOST_FRAMES;
    if (left > 0) described.more = `… ${left} more frames`;
    const properties = propertiesOf(value, message);
    if (properties !== "") described.properties = cutText(properties, TEXT);
    const nested = this.#nested(value, [...around, value]);
    if (nested.length > 0) described.nested = nested;
    return described;
  }

  #nested(value: object, around: readonly object[]): NonNullable<SerializedError["nested"]> {
    const { errors, left } = errorsIn(value);
    const isDeep = around.length > DEPTH;
    const shown = isDeep ? errors.filter(([label]) => label === "cause") : errors;
    const nested = shown.map(([label, error]): [string, SerializedError | string] => {
      const name = shortName(label);
      if ((around as unknown[]).includes(error)) return [name, "[Circular]"];
      if (isDeep) return this.#lastCause(error, around);
      return [name, this.#left > 0 ? this.of(error, around) : "… and more errors"];
    });
    const hidden = left + errors.length - shown.length;
    if (hidden > 0) nested.push(["errors", `… ${hidden} more`]);
    return nested;
  }

  /** Of a long chain of causes the last, which tells most. */
  #lastCause(cause: unknown, around: readonly object[]): [string, SerializedError | string] {
    if (this.#left <= 0) return ["cause", "… and more errors"];
    const { last, before } = lastCause(cause, around);
    const label = before === 0 ? "cause" : `… ${before} more causes, and the last`;
    return [label, this.of(last, around)];
  }
}

function shortName(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

function inspected(value: unknown): string {
  try {
    return inspect(value);
  } catch {
    return "a value that cannot be printed";
  }
}

function read(value: object, key: string): string {
  const found = readAny(value, key);
  return typeof found === "string" ? found : "";
}

function framesOf(stack: string, error: object): string[] {
  // The head repeats the message, which may itself have lines that look like frames.
  const message = read(error, "message");
  const name = read(error, "name") || "Error";
  const head = message === "" ? name : `${name}: ${message}`;
  const rest = stack.startsWith(head) ? stack.slice(head.length) : stack;
  return rest.split("\n").filter((line) => /^\s*at /.test(line));
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
