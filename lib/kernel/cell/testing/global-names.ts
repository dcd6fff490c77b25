/** Every name that `globalThis` answers to. */
export function globalNames(): string[] {
  const names: string[] = [];
  for (let at: unknown = globalThis; at !== null; at = Object.getPrototypeOf(at))
    names.push(...Object.getOwnPropertyNames(at));
  return names;
}
