import { types } from "node:util";
import { OwnSession } from "../inspector/index.ts";

/** What the proxy's target is reached by while the inspector is asked. */
const SLOT = "__dropoutLabProxy";

/**
 * What is behind a proxy, and behind all others if there are more; undefined behind a revoked one.
 * JavaScript has no way to look there, and each of the proxy's traps may do anything.
 */
export function proxyTarget(proxy: object): object | undefined {
  const slot: { value: unknown } = { value: proxy };
  const session = new OwnSession();
  Object.defineProperty(globalThis, SLOT, { value: slot, configurable: true });
  try {
    while (types.isProxy(slot.value)) step(session, slot);
    return slot.value as object | undefined;
  } finally {
    Reflect.deleteProperty(globalThis, SLOT);
    // With it goes all that was looked at.
    session.dispose();
  }
}

interface RemoteValue {
  objectId?: string;
}

/** Replaces the proxy in the slot by its target. */
function step(session: OwnSession, slot: { value: unknown }): void {
  const proxy = session.ask<{ result: RemoteValue }>("Runtime.evaluate", {
    expression: `${SLOT}.value`,
  });
  const found = session.ask<{ internalProperties?: { name: string; value?: RemoteValue }[] }>(
    "Runtime.getProperties",
    { objectId: proxy?.result.objectId, ownProperties: true },
  );
  const target = found?.internalProperties?.find(({ name }) => name === "[[Target]]")?.value;
  slot.value = undefined;
  if (target?.objectId === undefined) return;
  session.ask("Runtime.callFunctionOn", {
    objectId: target.objectId,
    functionDeclaration: `function () { ${SLOT}.value = this; }`,
    silent: true,
  });
}
