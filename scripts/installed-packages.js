import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{ version?: string, resolved?: string, integrity?: string, optional?: boolean }} Package */

/** @param {string} path @returns {Map<string, Package>} the packages of a lock, by their folders */
const read = (path) => new Map(Object.entries(JSON.parse(readFileSync(path, "utf8")).packages));

/**
 * Whether the packages of a checkout are those of its lock, whoever installed them. npm writes down
 * what it installed, in the lock's own form, and takes the list away where it is stopped.
 * @param {string} root
 */
export function packagesAreLocked(root) {
  const list = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(list)) return false;
  const [locked, installed] = [read(join(root, "package-lock.json")), read(list)];
  // The checkout itself, which npm leaves out of its list.
  locked.delete("");
  const isSame = (/** @type {string} */ path) => {
    const [one, other] = [locked.get(path), installed.get(path)];
    if (one === undefined || other === undefined) {
      // For another system: npm locks its build too, and does not install it here.
      return one?.optional === true;
    }
    return /** @type {const} */ (["version", "resolved", "integrity"]).every(
      (key) => one[key] === other[key],
    );
  };
  return [...locked.keys(), ...installed.keys()].every(isSame);
}
