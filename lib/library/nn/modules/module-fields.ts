import { Tensor } from "../../tensor/index.ts";
import { told } from "../../tensor/internal.ts";
import { Buffer, Parameter } from "./parameter.ts";

/**
 * An object whose parts stay parts, as torch's: in the place of a parameter or a module goes another
 * one or nothing (`undefined` or `null`), and where a buffer was a tensor becomes the buffer. So it
 * is after nothing, too. Only a proxy sees a field being replaced before its owner has been looked
 * into.
 */
export class Fields {
  constructor() {
    const proxy = new Proxy(this, KEEPING);
    BEHIND.set(proxy, this);
    // biome-ignore lint/correctness/noConstructorReturn: the fields of a subclass go to the proxy
    return proxy;
  }
}

const BEHIND = new WeakMap<object, object>();

/** Names and values of all fields, read past the proxy, which would take ten times as long. */
export function fieldsOf(owner: Fields): [name: string, value: unknown][] {
  return Object.entries(BEHIND.get(owner) ?? owner);
}

type FieldPart = Parameter<never> | Buffer | Fields;

/** What the fields held, or are for, that hold nothing now. */
const EMPTIED = new WeakMap<object, Map<PropertyKey, FieldPart | Kind>>();

/** What a field is for before it holds anything. */
type Kind = "parameter" | "buffer";

/** Says what fields that hold nothing yet are for, as torch's `register_parameter(name, None)` does. */
export function reserve(owner: Fields, kind: Kind, names: readonly string[]): void {
  const emptied = emptiedOf(BEHIND.get(owner) ?? owner);
  for (const name of names) emptied.set(name, kind);
}

function emptiedOf(target: object): Map<PropertyKey, FieldPart | Kind> {
  const emptied = EMPTIED.get(target) ?? new Map<PropertyKey, FieldPart | Kind>();
  EMPTIED.set(target, emptied);
  return emptied;
}

// Assigning an own field ends here, too. Reading is left alone.
const KEEPING: ProxyHandler<Fields> = {
  defineProperty(target, name, descriptor) {
    const before = partAt(target, name);
    if (!before || !("value" in descriptor)) {
      return Reflect.defineProperty(target, name, descriptor);
    }
    const value = kept(`${target.constructor.name}: ${String(name)}`, before, descriptor.value);
    if (value === undefined || value === null) emptiedOf(target).set(name, before);
    else EMPTIED.get(target)?.delete(name);
    return Reflect.defineProperty(target, name, { ...descriptor, value });
  },
  deleteProperty(target, name) {
    EMPTIED.get(target)?.delete(name);
    return Reflect.deleteProperty(target, name);
  },
};

/** The part that the field holds, or held before it was emptied, or is for. */
function partAt(target: object, name: PropertyKey): FieldPart | Kind | undefined {
  const held: unknown = Object.getOwnPropertyDescriptor(target, name)?.value;
  if (held instanceof Parameter || held instanceof Buffer || held instanceof Fields) return held;
  return held === undefined || held === null ? EMPTIED.get(target)?.get(name) : undefined;
}

/** What becomes of a value in the place of a part. @throws {TypeError} for what may not go there */
function kept(subject: string, before: FieldPart | Kind, value: unknown): unknown {
  if (value === undefined || value === null || value instanceof Parameter) return value;
  if (before === "buffer" || before instanceof Buffer) {
    if (value instanceof Buffer) return value;
    const persistent = !(before instanceof Buffer) || before.persistent;
    if (value instanceof Tensor) return new Buffer(value, { persistent });
    throw new TypeError(`${subject} must be a Buffer, a tensor or undefined, got ${told(value)}`);
  }
  if (before instanceof Fields) {
    if (value instanceof Fields) return value;
    throw new TypeError(`${subject} must be a Module or undefined, got ${told(value)}`);
  }
  const got = value instanceof Tensor ? "a plain tensor" : told(value);
  throw new TypeError(
    `${subject} must be a Parameter or undefined, got ${got}; write into it by copy_ under noGrad, or assign a new Parameter`,
  );
}
