/** A setting of a few values: what it says, if it says one of them, and what to tell if it does not. */
export interface Setting<T extends string> {
  value: T | undefined;
  notice: string | undefined;
}

/** Reads a setting from an environment variable; an empty one says nothing. */
export function readSetting<T extends string>(
  name: string,
  values: readonly [T, ...T[]],
  environment: NodeJS.ProcessEnv,
): Setting<T> {
  const said = environment[name] ?? "";
  const value = values.find((each) => each === said);
  if (value !== undefined || said === "") return { value, notice: undefined };
  const choice = `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
  const notice = `${name}: must be ${choice}, got ${JSON.stringify(said)}, which is ignored`;
  return { value, notice };
}
