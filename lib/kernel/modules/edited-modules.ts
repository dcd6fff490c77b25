import { createRequire } from "node:module";
import { moduleVersion } from "./module-version.ts";

/** The modules that `require` has loaded from the learner's files, and which version of them. */
export class EditedModules {
  readonly #cache = createRequire(import.meta.url).cache;
  readonly #versions = new Map<string, string>();

  /** Makes `require` load what was edited since it was loaded anew. */
  forget(): void {
    for (const path of this.#paths()) {
      const known = this.#versions.get(path);
      if (known === undefined || known === moduleVersion(path)) continue;
      delete this.#cache[path];
      this.#versions.delete(path);
    }
  }

  /** Takes note of what has been loaded. */
  note(): void {
    for (const path of this.#paths()) {
      if (!this.#versions.has(path)) this.#versions.set(path, moduleVersion(path));
    }
  }

  #paths(): string[] {
    return Object.keys(this.#cache).filter((path) => !/[\\/]node_modules[\\/]/.test(path));
  }
}
