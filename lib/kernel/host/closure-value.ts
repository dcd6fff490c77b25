import { OwnSession } from "../inspector/index.ts";

/**
 * The value of a variable that one of Node's own functions closes over, as a debugger sees it: of
 * the last of the path, the variables before it being functions again. Undefined where one is not
 * there.
 */
export function closureValue(from: object, path: readonly string[]): unknown {
  const session = new OwnSession();
  try {
    return follow(session, from, path);
  } finally {
    session.dispose();
  }
}

interface RemoteValue {
  objectId?: string;
}

interface Properties {
  result: { name: string; value?: RemoteValue }[];
  internalProperties?: { name: string; value?: RemoteValue }[];
}

function follow(session: OwnSession, from: object, path: readonly string[]): unknown {
  const box: { value: unknown } = { value: from };
  let id = remote(session, box, "value");
  const boxId = remote(session, { box }, "box");
  for (const name of path) id = id && variable(session, id, name);
  if (id === undefined || boxId === undefined) return undefined;
  session.ask("Runtime.callFunctionOn", {
    objectId: boxId,
    functionDeclaration: "function (value) { this.value = value; }",
    arguments: [{ objectId: id }],
  });
  return box.value;
}

/** The debugger's id of what an object holds under a name. */
function remote(session: OwnSession, owner: object, name: string): string | undefined {
  const global = "__remote";
  Object.defineProperty(globalThis, global, { value: owner, configurable: true });
  try {
    const answer = session.ask<{ result: RemoteValue }>("Runtime.evaluate", {
      expression: `${global}.${name}`,
    });
    return answer?.result.objectId;
  } finally {
    Reflect.deleteProperty(globalThis, global);
  }
}

function variable(session: OwnSession, id: string, name: string): string | undefined {
  const { internalProperties = [] } = properties(session, id);
  const scopes = internalProperties.find((each) => each.name === "[[Scopes]]")?.value?.objectId;
  if (scopes === undefined) return undefined;
  for (const { value } of properties(session, scopes).result) {
    if (value?.objectId === undefined) continue;
    const found = properties(session, value.objectId).result.find((each) => each.name === name);
    if (found !== undefined) return found.value?.objectId;
  }
  return undefined;
}

function properties(session: OwnSession, objectId: string): Properties {
  const parameters = { objectId, ownProperties: true };
  return session.ask<Properties>("Runtime.getProperties", parameters) ?? { result: [] };
}
