import { createRequire } from "node:module";
import { dirname } from "node:path";

/** The folder of this package, seen from the sources and from the build alike. */
export const packageFolder: string = dirname(
  createRequire(import.meta.url).resolve("dropout-lab-kernel/package.json"),
);
