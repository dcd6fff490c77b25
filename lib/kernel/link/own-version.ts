import { readFileSync } from "node:fs";

/** The version of the package, as its package.json says. */
export function ownVersion(): string {
  const path = new URL("../../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}
