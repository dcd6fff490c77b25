import type { ScormApi } from "./find-api.ts";

/** What is reported of a lesson. */
export interface Report {
  /** How many exercises are done, of how many. */
  readonly done: number;
  readonly total: number;
  /** The text of `cmi.suspend_data`; undefined leaves what is there. */
  readonly suspendData: string | undefined;
}

/**
 * A lesson's visit to a learning management system. It is completed when all exercises are done; the
 * score is the percentage that is done. Neither ever goes back.
 */
export class ScormSession {
  readonly #api: ScormApi;
  readonly #now: () => number;
  readonly #begin: number;
  readonly #sent = new Map<string, string>();
  #isOpen: boolean;
  /** What the last question ended with, if it threw. */
  #thrown: string | undefined;

  /** `now` gives milliseconds. */
  constructor(api: ScormApi, now: () => number) {
    this.#api = api;
    this.#now = now;
    this.#begin = now();
    this.#isOpen = this.#isTrue(this.#ask("LMSInitialize", ""));
  }

  /** Whether the system has taken the visit, and it has not ended. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** What the system knows; empty where it knows nothing. */
  value(element: string): string {
    return this.#isOpen ? `${this.#ask("LMSGetValue", element) ?? ""}` : "";
  }

  /** Reports what has changed, and has the system keep it; what it did not take, in one sentence. */
  report({ done, total, suspendData }: Report): string | undefined {
    if (!this.#isOpen) return undefined;
    const score = total === 0 ? 100 : Math.round((100 * done) / total);
    const best = Math.max(score, Number(this.value("cmi.core.score.raw")) || 0);
    const status = this.value("cmi.core.lesson_status");
    const isOver = ["completed", "passed"].includes(status);
    const values: [element: string, value: string | undefined][] = [
      ["cmi.core.score.min", "0"],
      ["cmi.core.score.max", "100"],
      ["cmi.core.score.raw", `${best}`],
      ["cmi.core.lesson_status", isOver ? undefined : done === total ? "completed" : "incomplete"],
      ["cmi.suspend_data", suspendData],
    ];
    const refused = values.flatMap(([element, value]) => this.#set(element, value));
    if (!this.#isTrue(this.#ask("LMSCommit", ""))) refused.push(`LMSCommit: ${this.#why()}`);
    if (refused.length === 0) return undefined;
    return `The learning management system did not take all that is reported (${refused.join("; ")}).`;
  }

  /** Ends the visit so that the next one goes on from it. */
  finish(): void {
    if (!this.#isOpen) return;
    this.#set("cmi.core.session_time", timespan(this.#now() - this.#begin));
    this.#set("cmi.core.exit", "suspend");
    this.#ask("LMSCommit", "");
    this.#ask("LMSFinish", "");
    this.#isOpen = false;
  }

  /** Why the system did not take a value; nothing where it did, or had it. */
  #set(element: string, value: string | undefined): string[] {
    if (value === undefined || this.#sent.get(element) === value) return [];
    if (!this.#isTrue(this.#ask("LMSSetValue", element, value)))
      return [`${element}: ${this.#why()}`];
    this.#sent.set(element, value);
    return [];
  }

  #why(): string {
    if (this.#thrown !== undefined) return this.#thrown;
    const code = `${this.#ask("LMSGetLastError") ?? "unknown"}`;
    return `error ${code}, ${this.#ask("LMSGetErrorString", code) ?? "unknown"}`;
  }

  /** What the system answers; one that throws, or lacks the function, has answered nothing. */
  #ask(name: keyof ScormApi, ...args: string[]): unknown {
    this.#thrown = undefined;
    try {
      return (this.#api[name] as (...args: string[]) => unknown)(...args);
    } catch (error) {
      this.#thrown = `${name}: ${error instanceof Error ? error.message : error}`;
      return undefined;
    }
  }

  /** Some systems say it as a truth value. */
  #isTrue(answer: unknown): boolean {
    return `${answer}` === "true";
  }
}

/** A time as SCORM 1.2 writes it, from 0000:00:00 to 9999:59:59. */
export function timespan(milliseconds: number): string {
  const seconds = Math.min(Math.max(0, Math.floor(milliseconds / 1000)), 35_999_999);
  const part = (value: number, digits: number) => `${Math.floor(value)}`.padStart(digits, "0");
  return `${part(seconds / 3600, 4)}:${part((seconds / 60) % 60, 2)}:${part(seconds % 60, 2)}`;
}
