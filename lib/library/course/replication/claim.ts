import type { Interval } from "../../stats/index.ts";

/** What somebody claims, and what the recordings say to it. */
export interface Claim {
  /** One sentence without its full stop: "With 100 images dropout gains nothing". */
  readonly claim: string;
  /** Who says so, in Markdown: a link to the paper or page with its section, or "lesson 6". */
  readonly source: string;
  /** What the number is, with its unit: "error with dropout − without, points". */
  readonly quantity: string;
  /**
   * Computed from a recording, never written down: a mean over seeds with its 95 % interval, or a
   * number without one where nothing is drawn at random, as of an identity.
   */
  readonly measured: Interval | number;
  /** Between which ends, neither among them, the number lies if the claim is true. */
  readonly allows: { readonly above?: number; readonly below?: number };
  /** Digits behind the point, 2 if left out. */
  readonly digits?: number;
}

/** The claims of one lesson. Each file of `claims/` exports one as `claims`. */
export interface LessonClaims {
  /** The notebook's name, such as `06-does-dropout-help`. */
  readonly lesson: string;
  /** Reads the lesson's recordings. */
  readonly list: () => readonly Claim[];
}
