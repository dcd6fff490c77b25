/**
 * What an error is called: the name that it or a class of its own was given, else its class's name,
 * since `name` is then still that of the built-in class above it.
 */
export function errorName(error: object): string {
  const name = nameOf(error);
  return className(error, name) ?? name;
}

function className(error: object, name: string): string | undefined {
  try {
    let owner: object | null = error;
    while (owner !== null && !Object.hasOwn(owner, "name")) owner = Object.getPrototypeOf(owner);
    if (owner === null || owner === error || owner.constructor === error.constructor) return;
    // A DOMException that was given no name calls itself Error.
    if (owner.constructor.name !== name && name !== "Error") return;
    const ofClass: unknown = error.constructor.name;
    return typeof ofClass === "string" && ofClass !== "" ? ofClass : undefined;
  } catch {
    return undefined;
  }
}

function nameOf(error: object): string {
  try {
    const { name } = error as { name?: unknown };
    return typeof name === "string" && name !== "" ? name : "Error";
  } catch {
    return "Error";
  }
}
