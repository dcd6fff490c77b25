/// <reference lib="dom" />
import type { Output } from "../../notebook/index.ts";
import type { LiveCellData, LiveNotebookData } from "../payload.ts";
import type { Keeper } from "./keeper.ts";
import type { LessonWork } from "./lesson-work.ts";
import { mergeProgress } from "./merge-progress.ts";
import { notebookFile, readNotebookFile } from "./notebook-file.ts";
import type { PageStore } from "./page-store.ts";
import { type LessonProgress, noProgress, PROGRESS_FORMAT, type ProgressFile } from "./progress.ts";
import { parseProgressFile } from "./read-progress.ts";

export interface KeptFilesOptions {
  readonly data: LiveNotebookData;
  readonly cells: () => readonly LiveCellData[];
  readonly outputsOf: (cell: LiveCellData) => Output[];
  readonly work: LessonWork;
  readonly keeper: Keeper;
  readonly store: PageStore;
}

/** The files that a reader takes along and opens again: of one lesson, or of the whole course. */
export class KeptFiles {
  readonly #options: KeptFilesOptions;

  constructor(options: KeptFilesOptions) {
    this.#options = options;
  }

  saveNotebook(): void {
    const { data, cells, outputsOf } = this.#options;
    save(`${data.page}.ipynb`, notebookFile(data, cells(), outputsOf));
  }

  /** With the lessons of other pages that this browser keeps; this one's alone without storage. */
  async saveProgress(): Promise<void> {
    const { work, store } = this.#options;
    const mine = work.now();
    const all = await store.all().catch((): LessonProgress[] => []);
    const lessons = [mine, ...all.filter(({ lesson }) => lesson !== mine.lesson)];
    const file: ProgressFile = { format: PROGRESS_FORMAT, lessons };
    save("dropout-lab-progress.json", `${JSON.stringify(file, undefined, 1)}\n`);
  }

  /**
   * Opens what either of the others has saved; gives one sentence on what came of it.
   *
   * @throws {ProgressError} for what is neither
   */
  async open(file: File): Promise<string> {
    const { data, keeper } = this.#options;
    const text = await file.text();
    if (file.name.endsWith(".ipynb")) {
      const read = readNotebookFile(text, data, Date.now());
      await keeper.merge(read);
      const count = Object.keys(read.cells).length + Object.keys(read.added).length;
      return `Opened ${file.name}: ${count === 1 ? "1 cell of yours" : `${count} cells of yours`}.`;
    }
    const { lessons } = parseProgressFile(text);
    for (const theirs of lessons) await this.#merge(theirs);
    const count = lessons.length === 1 ? "1 lesson" : `${lessons.length} lessons`;
    return `Opened ${file.name}: the progress of ${count} joins what is here.`;
  }

  async #merge(theirs: LessonProgress): Promise<void> {
    const { data, keeper, store } = this.#options;
    if (theirs.lesson === data.page) {
      await keeper.merge(theirs);
      return;
    }
    const known = noProgress(theirs.lesson, theirs.title);
    await store.update(theirs.lesson, (stored) =>
      mergeProgress({ known, mine: stored ?? known, theirs }),
    );
  }
}

function save(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
