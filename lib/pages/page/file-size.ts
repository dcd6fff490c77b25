import { statSync } from "node:fs";

/** A file's size for readers. */
export function fileSize(path: string): string {
  return `${Math.max(1, Math.round(statSync(path).size / 1000)).toLocaleString("en")} kB`;
}
