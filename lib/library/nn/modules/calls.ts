import { isGradEnabled } from "../../tensor/index.ts";

// Which modules are being called. A module in a private field, a closure or a set is not among the
// parts of the module that calls it: `eval` and `parameters` cannot reach it. Nobody can look into
// such places, but the call shows it, and what is called says so where it would matter: where it
// reads its mode while it trains, or computes with a parameter that needs gradients.

/** A module, as far as its calls matter. */
interface Called {
  readonly constructor: { readonly name: string };
  readonly training: boolean;
}

/** A call of a method that has not yet returned. */
interface Call {
  readonly module: Called;
  readonly inputs: readonly unknown[];
  readonly caller: Call | undefined;
  readonly stray: Stray | undefined;
  /** What was made while it ran; that cannot have been held before. */
  made?: WeakSet<object>;
}

/** The outermost module under way that is no part of those around it. */
interface Stray {
  readonly module: Called;
  readonly caller: Called;
  readonly isNew: boolean;
}

let current: Call | undefined;

/** What a module is known to hold, and how to look again. */
interface Held {
  known: WeakSet<object> | undefined;
  look: () => Iterable<object>;
}

const HELD = new WeakMap<Called, Held>();

const WATCHED = new WeakSet<object>();

/**
 * Makes calls of the module's methods known: of all in its classes, up to those of `base`, and of
 * a `forward` that is a field.
 *
 * @param look gives everything that the module holds: modules and parameters
 */
export function watch(module: Called, look: () => Iterable<object>, base: object): void {
  if (!HELD.has(module)) HELD.set(module, { known: undefined, look });
  if (Object.hasOwn(module, "forward")) watchMethod(module, "forward");
  for (let c = Object.getPrototypeOf(module); c && c !== base; c = Object.getPrototypeOf(c)) {
    // `forward` may have been replaced since.
    if (Object.hasOwn(c, "forward")) watchMethod(c, "forward");
    if (WATCHED.has(c)) continue;
    WATCHED.add(c);
    for (const name of Object.getOwnPropertyNames(c)) if (!(name in base)) watchMethod(c, name);
  }
}

function watchMethod(holder: object, name: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(holder, name);
  const method: unknown = descriptor?.value;
  if (typeof method !== "function" || WATCHED.has(method) || !descriptor?.configurable) return;
  const watched = {
    [name](this: Called, ...inputs: unknown[]): unknown {
      return called(this, inputs, () => Reflect.apply(method, this, inputs));
    },
  }[name] as object;
  WATCHED.add(watched);
  Object.defineProperty(holder, name, { ...descriptor, value: watched });
}

function called(module: Called, inputs: readonly unknown[], run: () => unknown): unknown {
  const caller = current;
  const held = HELD.get(module);
  // Once before anything runs: what forward puts in the place of a buffer is to be one.
  if (held && !held.known) lookAgain(held);
  current = { module, inputs, caller, stray: caller && strayAt(module, caller) };
  try {
    return run();
  } finally {
    current = caller;
  }
}

function strayAt(module: Called, caller: Call): Stray | undefined {
  if (isReached(module, caller)) return undefined;
  return caller.stray ?? { module, caller: caller.module, isNew: isNew(module, caller) };
}

/** Tells the calls under way of a module or parameter that is made meanwhile. */
export function noteMade(part: object): void {
  if (!current) return;
  current.made ??= new WeakSet();
  current.made.add(part);
}

/** A module reads its mode. @throws {Error} where `eval` could not have reached it */
export function noteMode(module: Called, training: boolean): void {
  const stray = current?.module === module ? current.stray : undefined;
  // One that was made in forward does no harm as long as the caller trains as well.
  if (!stray || !training || (stray.isNew && stray.caller.training)) return;
  throw unreachable(stray.caller, "calls", stray.module);
}

/** Something is computed with a parameter. @throws {Error} where `parameters` cannot reach it */
export function noteUse(parameter: object): void {
  if (!current || !isGradEnabled() || isReached(parameter, current)) return;
  const { stray } = current;
  // A module that forward makes, and maybe keeps, would begin anew or learn nothing.
  if (stray) throw unreachable(stray.caller, "calls", stray.module);
  if (isNew(parameter, current)) return;
  throw unreachable(current.module, "uses", parameter);
}

/** True for what a module under way holds, unless that is stray itself, and for what it was given. */
function isReached(part: object, call: Call): boolean {
  for (let c: Call | undefined = call; c; c = c.caller) {
    if (!c.stray && HELD.get(c.module)?.known?.has(part)) return true;
  }
  for (let c: Call | undefined = call; c; c = c.caller) {
    if (gives(c.inputs, part)) return true;
    if (c.stray) continue;
    const held = HELD.get(c.module);
    if (held && lookAgain(held).has(part)) return true;
  }
  return false;
}

/** True for what is an argument, or is in one: in a list, a plain object or a module. */
function gives(value: unknown, part: object, depth = 3): boolean {
  if (value === part) return true;
  if (typeof value !== "object" || value === null || depth === 0) return false;
  const held = HELD.get(value as Called);
  if (held) return lookAgain(held).has(part);
  const isList = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isList && Object.values(value).some((item) => gives(item, part, depth - 1));
}

function lookAgain(held: Held): WeakSet<object> {
  held.known = new WeakSet(held.look());
  return held.known;
}

function isNew(part: object, call: Call): boolean {
  for (let c: Call | undefined = call; c; c = c.caller) if (c.made?.has(part)) return true;
  return false;
}

function unreachable(caller: Called, verb: string, part: object): Error {
  const [net, { name }] = [caller.constructor.name, part.constructor];
  return new Error(
    `${net}: ${verb} a ${name} that is not among its parts, so eval() and parameters() cannot reach it; keep it in a public field, an array or a Map, or write #part = this.register("part", new ${name}(…)); what is meant to stay outside must be an argument of forward, or frozen and in eval()`,
  );
}
