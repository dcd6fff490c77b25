/// <reference lib="dom" />
import type { Output } from "../notebook/index.ts";
import { addExercises } from "./exercises/index.ts";
import { findExercises } from "./exercises/internal.ts";
import {
  followPlace,
  Keeper,
  KeptFiles,
  KeptPanel,
  LessonWork,
  PageStore,
  returnToPlace,
  showOffers,
} from "./keep/index.ts";
import type { LiveNotebook } from "./notebook/index.ts";
import type { OutputAreaContext } from "./outputs/index.ts";
import type { LiveCellData, LiveNotebookData } from "./payload.ts";
import type { Lms } from "./scorm/index.ts";

export interface ReaderProgressOptions {
  readonly data: LiveNotebookData;
  readonly notebook: LiveNotebook;
  readonly context: OutputAreaContext;
  readonly outputsOf: (cell: LiveCellData) => Output[];
  /** Where the page is one of a learning management system. */
  readonly lms?: Lms | undefined;
}

/** Brings back what the reader has done in the lesson, keeps it, and gives exercises their buttons. */
export async function keepProgress(options: ReaderProgressOptions): Promise<void> {
  const { data, notebook, context, outputsOf, lms } = options;
  const work = new LessonWork(notebook, data);
  const store = new PageStore(lms?.reader);
  const keeper = new Keeper(work, { store, tell: (sentence) => panel.tell(sentence) });
  const cells = () => notebook.cells;
  const exercises = findExercises(data.cells).map(({ name }) => name);
  const files = new KeptFiles({ data, cells, outputsOf, work, keeper, store, exercises });
  const panel = new KeptPanel(files);
  document.querySelector("main h1")?.after(panel.element);
  addExercises({ notebook, work, context });
  showOffers(work, panel.element);
  await keeper.start();
  const { element } = panel;
  const report = await lms?.follow({ work, keeper, exercises, lesson: data.cells, panel: element });
  const changed = () => {
    keeper.changed();
    report?.();
  };
  work.on(changed);
  notebook.on(({ type }) => {
    if (type === "cell" || type === "cells" || type === "source") changed();
  });
  // What was written while the storage was being read.
  changed();
  returnToPlace(work);
  followPlace(work);
}
