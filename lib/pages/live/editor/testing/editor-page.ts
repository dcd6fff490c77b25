/// <reference lib="dom" />
import type { CompletedName } from "dropout-lab-kernel/page-host";
import type { Completions } from "../../payload.ts";
import { type CellEditor, NotebookNames, openEditor } from "../index.ts";

/** What a test calls in the page; cells are counted from 0. */
export interface EditorPage {
  openCell(
    cell: number,
    options?: { label?: string; session?: readonly CompletedName[]; exports?: Completions },
  ): void;
  editors: CellEditor[];
  /** What the editors called, in order: "run", "changed: 1 + 1". */
  called: string[];
}

const page: EditorPage = {
  editors: [],
  called: [],
  openCell(cell, { label = `Code of cell ${cell + 1}`, session = [], exports = {} } = {}) {
    const place = document.querySelectorAll<HTMLElement>(".code")[cell];
    if (place === undefined) throw new RangeError(`openCell: there must be a cell ${cell}`);
    const call = (name: string) => () => {
      page.called.push(name);
    };
    page.editors[cell] = openEditor(place, {
      source: place.querySelector("code")?.textContent ?? "",
      language: "typescript",
      label,
      changed: (source) => page.called.push(`changed: ${source}`),
      keys: {
        run: call("run"),
        runAndNext: call("runAndNext"),
        runAndInsert: call("runAndInsert"),
        leave: call("leave"),
      },
      complete: async (source, offset) => ({
        from: offset - (/\w*$/.exec(source.slice(0, offset))?.[0].length ?? 0),
        names: session,
      }),
      names: new NotebookNames(exports, () =>
        [...document.querySelectorAll(".code code")].map((one) => one.textContent ?? ""),
      ),
    });
  },
};

Object.assign(globalThis, page);
