import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it, unless they are there. Node's recursive `mkdirSync` never ends
 * where the system says of a folder that is there that it is not, as within /proc.
 */
export function ensureDirectory(path: string): void {
  const parent = dirname(path);
  if (!existsSync(parent)) ensureDirectory(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
