import type { Interval } from "../../stats/index.ts";
import type { Claim } from "./claim.ts";

/** What the recordings say to a claim. */
export type ReplicationFinding = "reproduced" | "not reproduced" | "not established";

/** A claim as the table lists it; its numbers have six digits. */
export interface ReplicationRow extends Omit<Claim, "measured" | "digits"> {
  readonly lesson: string;
  /** A number alone, or a mean with the ends of its 95 % interval. */
  readonly measured: number | readonly [mean: number, low: number, high: number];
  readonly digits: number;
  readonly finding: ReplicationFinding;
}

/**
 * The finding follows from the interval and from what the claim allows, by one rule: reproduced if
 * the claim allows all of the interval, not reproduced if it allows nothing of it, and else not
 * established.
 *
 * @throws {RangeError} for a claim that allows everything or nothing, and for a number that is none
 */
export function judgeClaim(lesson: string, claim: Claim): ReplicationRow {
  const { measured, digits = 2, ...rest } = claim;
  const { above = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = claim.allows;
  const subject = `replication: ${lesson}, "${claim.claim}"`;
  if (!(above < below) || (above === Number.NEGATIVE_INFINITY && below === -above)) {
    throw new RangeError(
      `${subject}: must allow some numbers and not all, got above ${above}, below ${below}`,
    );
  }
  const { mean, low, high } = intervalOf(measured);
  if (![mean, low, high].every(Number.isFinite)) {
    throw new RangeError(`${subject}: must be measured by finite numbers, got ${mean}`);
  }
  const ends = typeof measured === "number" ? rounded(mean) : [mean, low, high].map(rounded);
  return {
    lesson,
    ...rest,
    measured: ends as ReplicationRow["measured"],
    digits,
    finding: findingOf({ low, high }, { above, below }),
  };
}

function findingOf(
  { low, high }: { low: number; high: number },
  { above, below }: { above: number; below: number },
): ReplicationFinding {
  if (low > above && high < below) return "reproduced";
  if (high <= above || low >= below) return "not reproduced";
  return "not established";
}

function intervalOf(measured: Interval | number): Pick<Interval, "mean" | "low" | "high"> {
  return typeof measured === "number"
    ? { mean: measured, low: measured, high: measured }
    : measured;
}

/** Engines may differ in the last bits of a quantile. */
const rounded = (value: number) => Number(value.toPrecision(6));
