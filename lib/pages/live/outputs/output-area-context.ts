/// <reference lib="dom" />
import type { FigureDrawer, Typesetter } from "../../rendering/index.ts";
import type { TrustedPolicy } from "../payload.ts";

/** The forms in which a value shows itself, by MIME type, and what is to be known of each. */
export interface Display {
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
}

/** A display that something else of the page has drawn, such as a control. */
export interface DrawnDisplay {
  /** Shows a newer display in its place; without it the newer one is drawn anew. */
  update?(display: Display): void;
  /** The display goes. */
  close?(): void;
}

/** Draws the displays of one MIME type into an empty element. */
export type DrawsDisplay = (place: HTMLElement, display: Display) => DrawnDisplay;

/** What the output areas of a page share; one object serves them all. */
export interface OutputAreaContext {
  readonly policy: TrustedPolicy;
  readonly plotly: () => Promise<FigureDrawer>;
  /** What sets mathematics; without it TeX is shown as it is written. */
  readonly mathematics?: (() => Promise<Typesetter>) | undefined;
  /** Who draws a MIME type that only a running page can show; undefined for all others. */
  readonly alive: (type: string) => DrawsDisplay | undefined;
}
