import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Notebook, readNotebook, writeNotebook } from "../notebook/index.ts";
import type { Lesson } from "./lessons.ts";

export interface LessonCacheOptions {
  /** Changes when the kernel, the library or the data change. */
  stamp: string;
  /** Nothing is taken from the cache; what runs is kept all the same. */
  ignored?: boolean | undefined;
}

/** Executed lessons of earlier runs, each under the hash of all that its outputs depend on. */
export class LessonCache {
  readonly #directory: string;
  readonly #options: LessonCacheOptions;

  constructor(directory: string, options: LessonCacheOptions) {
    this.#directory = directory;
    this.#options = options;
  }

  get(lesson: Lesson): Notebook | undefined {
    if (this.#options.ignored) return undefined;
    try {
      return readNotebook(this.#path(lesson));
    } catch {
      return undefined;
    }
  }

  /** Keeps one run of each lesson. */
  set(lesson: Lesson, executed: Notebook): void {
    mkdirSync(this.#directory, { recursive: true });
    for (const file of readdirSync(this.#directory)) {
      if (file.startsWith(`${lesson.name}.`)) rmSync(join(this.#directory, file), { force: true });
    }
    writeNotebook(this.#path(lesson), executed);
  }

  #path({ name, text }: Lesson): string {
    const [major] = process.versions.node.split(".");
    const hash = createHash("sha256").update(JSON.stringify([text, this.#options.stamp, major]));
    return join(this.#directory, `${name}.${hash.digest("hex").slice(0, 32)}.ipynb`);
  }
}
