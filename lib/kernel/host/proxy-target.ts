import { type Runtime, Session } from "node:inspector";
import { types } from "node:util";

/** What the proxy's target is reached by while the inspector is asked. */
const SLOT = "__dropoutLabProxy";

/**
 * What is behind a proxy, and behind all others if there are more; undefined behind a revoked one.
 * JavaScript has no way to look there, and each of the proxy's traps may do anything.
 */
export function proxyTarget(proxy: object): object | undefined {
  const slot: { value: unknown } = { value: proxy };
  const session = new Session();
  session.connect();
  Object.defineProperty(globalThis, SLOT, { value: slot, configurable: true });
  try {
    while (types.isProxy(slot.value)) step(session, slot);
    return slot.value as object | undefined;
  } finally {
    Reflect.deleteProperty(globalThis, SLOT);
    // With it goes all that was looked at.
    session.disconnect();
  }
}

/** Replaces the proxy in the slot by its target. */
function step(session: Session, slot: { value: unknown }): void {
  let target: Runtime.RemoteObject | undefined;
  session.post("Runtime.evaluate", { expression: `${SLOT}.value` }, (_error, { result }) => {
    session.post(
      "Runtime.getProperties",
      { objectId: result.objectId as string, ownProperties: true },
      (_error, { internalProperties = [] }) => {
        target = internalProperties.find(({ name }) => name === "[[Target]]")?.value;
      },
    );
  });
  slot.value = undefined;
  if (target?.objectId === undefined) return;
  session.post("Runtime.callFunctionOn", {
    objectId: target.objectId,
    functionDeclaration: `function () { ${SLOT}.value = this; }`,
    silent: true,
  });
}
