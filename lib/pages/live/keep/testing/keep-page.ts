/// <reference lib="dom" />
import type { Addition, KeptCell, Offer } from "../index.ts";
import { Keeper, type KeptNotebook, LessonWork, PageStore } from "../index.ts";

/** A notebook that only holds texts. */
class TextNotebook implements KeptNotebook {
  readonly stored: Map<string, string>;
  cells: (KeptCell & { isAdded: boolean; storedSource: string })[];

  constructor(lesson: Record<string, string>) {
    this.stored = new Map(Object.entries(lesson));
    this.cells = [...this.stored].map(([id, source]) => {
      return { id, source, type: "code", isAdded: false, storedSource: source };
    });
  }

  write(id: string, source: string): void {
    this.cells = this.cells.map((cell) => (cell.id === id ? { ...cell, source } : cell));
  }

  insert({ id, source, after }: Addition): void {
    const at = this.cells.findIndex((cell) => cell.id === after) + 1;
    this.cells.splice(at, 0, { id, type: "code", source, isAdded: true, storedSource: "" });
  }

  take(id: string): void {
    this.cells = this.cells.filter((cell) => cell.id !== id);
  }
}

/** What a test calls in the page. */
export interface KeepPage {
  /** The page may be another one than that of "A lesson". */
  open(lesson: Record<string, string>, page?: { page: string; title: string }): Promise<void>;
  type(id: string, source: string): void;
  addCell(id: string, source: string, after: string): void;
  tried(name: string): void;
  moved(id: string): void;
  sources(): Record<string, string>;
  offers(): readonly Offer[];
  tries(name: string): number;
  place(): string | undefined;
  accept(at: number): void;
  notice(): string | undefined;
  lessons(): Promise<{ lesson: string; done: number }[]>;
}

let notebook = new TextNotebook({});
const A_LESSON = { page: "lesson/1", title: "A lesson" };
let work = new LessonWork(notebook, A_LESSON);
let keeper: Keeper | undefined;
let notice: string | undefined;

const page: KeepPage = {
  async open(lesson, page = A_LESSON) {
    notebook = new TextNotebook(lesson);
    work = new LessonWork(notebook, page);
    keeper = new Keeper(work, {
      store: new PageStore(),
      tell: (sentence) => {
        notice = sentence;
      },
    });
    work.on(() => keeper?.changed());
    await keeper.start();
  },
  type(id, source) {
    notebook.write(id, source);
    keeper?.changed();
  },
  addCell(id, source, after) {
    notebook.insert({ id, source, after });
    keeper?.changed();
  },
  tried(name) {
    work.enter(name, ({ tries }) => ({ tries: tries + 1, done: true }));
  },
  moved: (id) => work.move(id),
  sources: () => Object.fromEntries(notebook.cells.map(({ id, source }) => [id, source])),
  offers: () => work.offers,
  tries: (name) => work.exercise(name).tries,
  place: () => work.place?.cell,
  accept(at) {
    const offer = work.offers[at];
    if (offer !== undefined) work.accept(offer);
  },
  notice: () => notice,
  async lessons() {
    const all = await new PageStore().all();
    return all.map(({ lesson, exercises }) => {
      return { lesson, done: Object.values(exercises).filter(({ done }) => done).length };
    });
  },
};

Object.assign(globalThis, { keep: page });
