const SAID = new Set<string>();

/** Warns on the console, once for each text. */
export function warnOnce(text: string): void {
  if (SAID.has(text)) return;
  SAID.add(text);
  console.warn(text);
}
