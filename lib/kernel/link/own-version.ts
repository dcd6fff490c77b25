import { packageVersion } from "./package-version.ts";

/** The version of the package, as its package.json says. */
export function ownVersion(): string {
  return packageVersion("dropout-lab-kernel");
}
