import { seeded } from "../seeded.ts";

/** A program that finds the w with which w · x is nearest to y in squared error. */
export type Fit = (x: number[], y: number[]) => number;

/** What a program found with features of one scale, and what is right. */
export interface SeenFit {
  readonly scale: number;
  readonly found: unknown;
  readonly right: number;
}

/** How large the features are: as shares, as they often are, as grey values, as prices. */
const SCALES = [0.001, 0.1, 1, 16, 1000];

/** Runs a program on features of each scale, the same for the same seed. */
export function seeFits(fit: Fit, seed: number): SeenFit[] {
  const random = seeded(seed);
  return SCALES.map((scale) => {
    const x = Array.from({ length: 20 }, () => scale * (0.2 + random()));
    const slope = (1 + random()) / scale;
    const y = x.map((value) => slope * value + 0.1 * (random() - 0.5));
    const dot = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
    const right = dot(x, y) / dot(x, x);
    return { scale, found: fit([...x], [...y]), right };
  });
}

/** The reason that fits what a program found, or undefined where all is right. */
export function faultOfFits(seen: readonly SeenFit[]): string | undefined {
  if (seen.every(({ found }) => found === undefined)) {
    return "It returned undefined. Does it end with return?";
  }
  const odd = seen.find(({ found }) => typeof found !== "number");
  if (odd !== undefined) return `It must return a number, and it returned a ${typeof odd.found}.`;
  const found = seen as readonly (SeenFit & { found: number })[];
  if (new Set(found.map((one) => one.found)).size === 1) {
    return `It returns ${found[0]?.found} for all features.`;
  }
  const wild = found.find((one) => !(Math.abs(one.found) <= 1e3 * Math.abs(one.right)));
  if (wild !== undefined) {
    return `With features of about ${wild.scale} it runs off: it gives ${short(wild.found)}, and ${short(wild.right)} is right. The rate is too large there.`;
  }
  const near = (one: (typeof found)[number]) =>
    Math.abs(one.found - one.right) <= 1e-3 * Math.abs(one.right);
  const away = found.find((one) => !near(one));
  if (away === undefined) return undefined;
  const stopped = 0 <= away.found && away.found < away.right;
  const why = stopped
    ? "It has stopped on the way: the rate is too small there"
    : "That is not the nearest";
  return `With features of about ${away.scale} it gives ${short(away.found)}, and ${short(away.right)} is right. ${why}.`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
