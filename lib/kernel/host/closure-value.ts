import { Session } from "node:inspector";

/**
 * The value of a variable that one of Node's own functions closes over, as a debugger sees it: of
 * the last of the path, the variables before it being functions again. Undefined where one is not
 * there.
 */
export function closureValue(from: object, path: readonly string[]): unknown {
  const session = new Session();
  session.connect();
  try {
    return follow(session, from, path);
  } finally {
    session.disconnect();
  }
}

interface RemoteValue {
  objectId?: string;
}

interface Properties {
  result: { name: string; value?: RemoteValue }[];
  internalProperties?: { name: string; value?: RemoteValue }[];
}

function follow(session: Session, from: object, path: readonly string[]): unknown {
  const box: { value: unknown } = { value: from };
  let id = remote(session, box, "value");
  const boxId = remote(session, { box }, "box");
  for (const name of path) id = id && variable(session, id, name);
  if (id === undefined || boxId === undefined) return undefined;
  post(session, "Runtime.callFunctionOn", {
    objectId: boxId,
    functionDeclaration: "function (value) { this.value = value; }",
    arguments: [{ objectId: id }],
  });
  return box.value;
}

/** The debugger's id of what an object holds under a name. */
function remote(session: Session, owner: object, name: string): string | undefined {
  const global = "__remote";
  Object.defineProperty(globalThis, global, { value: owner, configurable: true });
  try {
    const answer = post<{ result: RemoteValue }>(session, "Runtime.evaluate", {
      expression: `${global}.${name}`,
    });
    return answer?.result.objectId;
  } finally {
    Reflect.deleteProperty(globalThis, global);
  }
}

function variable(session: Session, id: string, name: string): string | undefined {
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

function properties(session: Session, objectId: string): Properties {
  const parameters = { objectId, ownProperties: true };
  return post<Properties>(session, "Runtime.getProperties", parameters) ?? { result: [] };
}

/** The thread's own session answers before `post` returns. */
function post<T>(session: Session, method: string, parameters: object): T | undefined {
  let answer: T | undefined;
  session.post(method, parameters, (_error, result) => {
    answer = result as T;
  });
  return answer;
}
