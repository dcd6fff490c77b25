import { createRequire } from "node:module";
import { isInstalled } from "../language/modules/index.ts";
import type { ModuleVersions } from "./module-versions.ts";

/** The modules that `require` has loaded from the learner's files, and which version of them. */
export class EditedModules {
  readonly #files: ModuleVersions;
  readonly #cache = createRequire(import.meta.url).cache;
  readonly #versions = new Map<string, string>();

  constructor(files: ModuleVersions) {
    this.#files = files;
  }

  /** Makes `require` load what was edited since it was loaded anew. */
  forget(): void {
    this.#files.forget();
    for (const path of this.#paths()) {
      const known = this.#versions.get(path);
      if (known === undefined || known === this.#files.of(path)) continue;
      delete this.#cache[path];
      this.#versions.delete(path);
    }
  }

  /** Takes note of what has been loaded. */
  note(): void {
    for (const path of this.#paths()) {
      if (!this.#versions.has(path)) this.#versions.set(path, this.#files.of(path));
    }
  }

  #paths(): string[] {
    return Object.keys(this.#cache).filter((path) => !isInstalled(path));
  }
}
