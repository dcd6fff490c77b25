import type { Picture } from "./picture-address.ts";
import type { Sanitizer } from "./sanitizer.ts";

/** The DOM in which others' HTML and SVG are taken apart. */
export interface Dom {
  readonly window: Window & typeof globalThis;
  /** What the DOM's parsers are given for a text: where Trusted Types are required, no string. */
  readonly parsable: (html: string) => string;
  /** The policy that makes it, for DOMPurify. */
  readonly policy?: object;
}

/** The pictures that a cell has attached, by name and type. */
export type Attachments = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * What outputs and prose are shown with where the program runs: Node when a page is written, the
 * browser when a cell runs in it.
 */
export interface Platform {
  /** Taken when it is needed: it may be long to load. */
  dom(): Promise<Dom>;
  sanitizer(): Promise<Sanitizer>;
  /** Code as HTML. */
  highlight(source: string, language: string): string;
  picture(address: string, attachments?: Attachments): Picture;
  /** A chart's PNG in fewer bytes if it can be, base64 in and out. */
  smallPng(base64: string): string;
}
