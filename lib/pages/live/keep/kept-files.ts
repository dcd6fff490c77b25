/// <reference lib="dom" />
import {
  formatProgressFile,
  isSameLesson,
  type LessonProgress,
  mergeProgress,
  nameOf,
  noProgress,
  PROGRESS_FILE_NAME,
  parseProgressFile,
  summaryLesson,
  summaryPage,
} from "dropout-lab/progress";
import type { Output } from "../../notebook/index.ts";
import type { LiveCellData, LiveNotebookData } from "../payload.ts";
import type { Keeper } from "./keeper.ts";
import type { LessonWork } from "./lesson-work.ts";
import { notebookFile, readNotebookFile } from "./notebook-file.ts";
import type { PageStore } from "./page-store.ts";
import type { Offer } from "./restore-work.ts";

export interface KeptFilesOptions {
  readonly data: LiveNotebookData;
  readonly cells: () => readonly LiveCellData[];
  readonly outputsOf: (cell: LiveCellData) => Output[];
  readonly work: LessonWork;
  readonly keeper: Keeper;
  readonly store: PageStore;
  /** The names of the lesson's exercises, for a summary. */
  readonly exercises: readonly string[];
}

/** The files that a reader takes along and opens again: of one lesson, or of the whole course. */
export class KeptFiles {
  readonly #options: KeptFilesOptions;

  constructor(options: KeptFilesOptions) {
    this.#options = options;
  }

  saveNotebook(): void {
    const { data, cells, outputsOf } = this.#options;
    save(`${nameOf(data.page)}.ipynb`, notebookFile(data, cells(), outputsOf));
  }

  /** With the lessons of other pages that this browser keeps; this one's alone without storage. */
  async saveProgress(): Promise<void> {
    save(PROGRESS_FILE_NAME, formatProgressFile(await this.#lessons()));
  }

  /** The same lessons as a page to print. */
  async saveSummary(): Promise<void> {
    const [mine, ...others] = await this.#lessons();
    if (mine === undefined) return;
    const { exercises: names } = this.#options;
    const lessons = [
      summaryLesson(mine, { names }),
      ...others
        .filter(({ exercises }) => Object.keys(exercises).length > 0)
        .sort((one, other) => (one.lesson < other.lesson ? -1 : 1))
        .map((lesson) => summaryLesson(lesson)),
    ];
    save("dropout-lab-progress.html", summaryPage(lessons, Date.now()));
  }

  /** This page's lesson, then those of others. */
  async #lessons(): Promise<LessonProgress[]> {
    const { work, store } = this.#options;
    const mine = work.now();
    const all = await store.all().catch((): LessonProgress[] => []);
    return [mine, ...all.filter(({ lesson }) => lesson !== mine.lesson)];
  }

  /**
   * Opens what either of the others has saved; gives one sentence on what came of it.
   *
   * @throws {ProgressError} for what is neither
   */
  async open(file: File): Promise<string> {
    const { data, keeper, work } = this.#options;
    const text = await file.text();
    if (file.name.endsWith(".ipynb")) {
      const read = readNotebookFile(text, data, file.lastModified);
      await keeper.merge(read);
      return `Opened ${file.name}: ${whatCame(read, work.offers)}`;
    }
    const { lessons } = parseProgressFile(text);
    for (const theirs of lessons) await this.#merge(theirs);
    const count = lessons.length === 1 ? "1 lesson" : `${lessons.length} lessons`;
    return `Opened ${file.name}: the progress of ${count} joins what is here.`;
  }

  async #merge(theirs: LessonProgress): Promise<void> {
    const { work, keeper, store } = this.#options;
    if (isSameLesson(theirs, work.now())) {
      await keeper.merge(theirs);
      return;
    }
    const there = (await store.all()).find((one) => isSameLesson(one, theirs));
    const lesson = there?.lesson ?? theirs.lesson;
    const known = noProgress(lesson, theirs.title);
    await store.update({ ...theirs, lesson }, (stored) =>
      mergeProgress({ known, mine: stored ?? known, theirs }),
    );
  }
}

/** What a notebook brought: how many cells, and how many of them are only offered. */
function whatCame({ cells, added }: LessonProgress, offers: readonly Offer[]): string {
  const count = Object.keys(cells).length + Object.keys(added).length;
  if (count === 0) return "it says nothing else than the lesson.";
  const offered = offers.filter(({ cell, source }) => cells[cell]?.source === source).length;
  const came = count === 1 ? "1 cell of yours" : `${count} cells of yours`;
  if (offered === 0) return `${came}.`;
  return `${came}, ${offered === count ? "" : `${offered} of them `}offered beside what is there, which may be newer.`;
}

function save(name: string, text: string): void {
  const link = document.createElement("a");
  const type = name.endsWith(".html") ? "text/html" : "application/json";
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
