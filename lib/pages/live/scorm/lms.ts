/// <reference lib="dom" />
import { fingerprint } from "dropout-lab/progress";
import type { Keeper, LessonWork } from "../keep/index.ts";
import { element } from "../notebook/index.ts";
import type { LiveCellData } from "../payload.ts";
import { findApi } from "./find-api.ts";
import { ScormSession } from "./scorm-session.ts";
import { packProgress, unpackProgress } from "./suspend-data.ts";

/** Between a change and its report, in milliseconds. */
const DELAY = 500;

/** What the page of a lesson reports about. */
export interface Reported {
  readonly work: LessonWork;
  readonly keeper: Keeper;
  /** The names of the lesson's exercises. */
  readonly exercises: readonly string[];
  /** The lesson's cells as the page brought them. */
  readonly lesson: readonly LiveCellData[];
  /** Where it is said what is reported. */
  readonly panel: HTMLElement;
}

/** The learning management system around a page. */
export interface Lms {
  /** Tells apart those who use one browser; undefined where the system names nobody. */
  readonly reader: string | undefined;
  /**
   * Takes what the system has kept, reports, and ends the visit with the page. What it gives back is
   * to be called when anything has changed.
   */
  follow(reported: Reported): Promise<() => void>;
}

/** Begins a visit to the system that shows this page, if there is one. */
export function openLms(): Lms {
  const api = findApi(window);
  const session = api === undefined ? undefined : new ScormSession(api, () => performance.now());
  const student = session?.value("cmi.core.student_id") ?? "";
  return {
    reader: student === "" ? undefined : fingerprint(student),
    async follow(reported) {
      const say = sentenceIn(reported.panel);
      if (session === undefined) {
        say("This page found no learning management system: nothing is reported.", true);
      } else if (!session.isOpen) {
        say("The learning management system did not begin a visit: nothing is reported.", true);
      } else return await follow(session, reported, say);
      return () => {};
    },
  };
}

async function follow(
  session: ScormSession,
  { work, keeper, exercises, lesson }: Reported,
  say: Say,
): Promise<() => void> {
  const kept = session.value("cmi.suspend_data");
  let isOurs = true;
  if (kept !== "") {
    try {
      const sources = new Map(lesson.map(({ id, source }) => [id, source]));
      await keeper.merge(unpackProgress(kept, { lesson: work.now().lesson, sources }));
    } catch (error) {
      // Not ours to write over: a newer version's, perhaps.
      isOurs = false;
      console.warn("page: suspend data cannot be read", error);
    }
  }
  const report = () => {
    const { text, isWhole } = packProgress(work.now());
    const done = exercises.filter((name) => work.exercise(name).done).length;
    const suspendData = isOurs ? text : undefined;
    const refused = session.report({ done, total: exercises.length, suspendData });
    if (refused !== undefined) say(refused, true);
    else if (!isOurs) {
      say(
        "What the learning management system has kept of this lesson cannot be read here and is left as it is: only what is done is reported.",
        true,
      );
    } else {
      say(
        `What is done is reported to the learning management system${isWhole ? ", with what you write." : "; some of what you write is too long for it, and is kept in this browser only."}`,
        false,
      );
    }
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  report();
  addEventListener("pagehide", () => {
    if (!session.isOpen) return;
    clearTimeout(timer);
    report();
    session.finish();
  });
  // A page that the browser had put aside would go on with a visit that has ended.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      report();
    }, DELAY);
  };
}

type Say = (sentence: string, isWarning: boolean) => void;

function sentenceIn(panel: HTMLElement): Say {
  const place = element("p", { "aria-live": "polite" });
  panel.append(place);
  return (sentence, isWarning) => {
    if (place.textContent === sentence) return;
    place.textContent = sentence;
    if (isWarning) (panel as HTMLDetailsElement).open = true;
  };
}
