import type { Rows } from "./rows.ts";

/** What learns to say a number from a row of others. */
export interface Regressor {
  /** Learns from rows and the number that belongs to each; forgets what it learned before. */
  fit(x: Rows, y: ArrayLike<number>): this;
  /** What it says to each row. */
  predict(x: Rows): number[];
}

/** @throws {Error} where nothing has been learned yet */
export function requireFitted<Learned>(subject: string, learned: Learned | undefined): Learned {
  if (learned !== undefined) return learned;
  throw new Error(`${subject}: must be fitted before it predicts: call fit(x, y) first`);
}
