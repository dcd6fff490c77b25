/** The choices of each setting that is a choice, in the order in which they are offered. */
export const CHOICES = {
  data: ["moons", "circles", "spirals", "digits"],
  mode: ["none", "naive", "scaled", "inverted"],
  stage: ["training", "evaluation"],
  hidden: ["8", "16", "32", "64"],
  input: ["ones", "uniform"],
} as const;

/** How a layer drops: see `drop.ts`. */
export type Mode = (typeof CHOICES.mode)[number];
export type Stage = (typeof CHOICES.stage)[number];
export type DataName = (typeof CHOICES.data)[number];

/** All that decides what the playground shows: the same settings show the same numbers. */
export interface Settings {
  readonly data: DataName;
  readonly mode: Mode;
  /** The stage that the pictures show; histograms always show both. */
  readonly stage: Stage;
  /** How many neurons each of the two hidden layers has. */
  readonly hidden: (typeof CHOICES.hidden)[number];
  /** What the hundred neurons hold: 1 each, or numbers uniform in [0, 1). */
  readonly input: (typeof CHOICES.input)[number];
  /** The probability to drop: from 0 to `MOST_P`, in hundredths. */
  readonly p: number;
  readonly seed: number;
  /** How many steps the nets have been trained. */
  readonly steps: number;
}

export const MOST_P = 0.95;
export const MOST_SEED = 999_999;
export const MOST_STEPS = 2_000;

export const DEFAULTS: Settings = {
  data: "moons",
  p: 0.4,
  mode: "naive",
  stage: "training",
  seed: 1,
  hidden: "16",
  input: "ones",
  steps: 0,
};

/** Settings as a link's fragment, without the `#`: all of them, in one order. */
export function formatSettings(settings: Settings): string {
  return Object.keys(DEFAULTS)
    .map((key) => `${key}=${settings[key as keyof Settings]}`)
    .join("&");
}

/**
 * The settings of a link's fragment; what it leaves out has its default. A fragment that cannot be
 * used gives the defaults, and one sentence that says why.
 */
export function parseSettings(fragment: string): { settings: Settings; fault?: string } {
  const found: Record<string, string | number> = { ...DEFAULTS };
  const seen = new Set<string>();
  if (fragment === "") return { settings: DEFAULTS };
  for (const [key, text] of new URLSearchParams(fragment)) {
    const fault = seen.has(key) ? `must give ${key} once` : faultOf(key, text);
    if (fault !== undefined) {
      return { settings: DEFAULTS, fault: `The link ${fault}; the defaults are shown.` };
    }
    seen.add(key);
    found[key] = Object.hasOwn(RANGES, key) ? Number(text) : text;
  }
  return { settings: found as unknown as Settings };
}

const RANGES: Record<string, { most: number; says: string; form: RegExp }> = {
  p: {
    most: MOST_P,
    says: `a number from 0 to ${MOST_P} with at most two decimals`,
    form: /^\d(?:\.\d{1,2})?$/,
  },
  seed: { most: MOST_SEED, says: `a whole number from 0 to ${MOST_SEED}`, form: /^\d{1,6}$/ },
  steps: { most: MOST_STEPS, says: `a whole number from 0 to ${MOST_STEPS}`, form: /^\d{1,6}$/ },
};

function faultOf(key: string, text: string): string | undefined {
  const got = `got ${shorten(text) || "nothing"}`;
  if (Object.hasOwn(RANGES, key)) {
    const range = RANGES[key];
    if (range === undefined || (range.form.test(text) && Number(text) <= range.most)) return;
    return `must have as ${key} ${range.says}, ${got}`;
  }
  if (Object.hasOwn(CHOICES, key)) {
    const choices: readonly string[] = CHOICES[key as keyof typeof CHOICES];
    if (choices.includes(text)) return;
    return `must have as ${key} one of ${choices.join(", ")}, ${got}`;
  }
  return `must name settings (${Object.keys(DEFAULTS).join(", ")}), got ${shorten(key) || "nothing"}`;
}

function shorten(text: string): string {
  const points = [...text];
  return points.length > 20 ? `${points.slice(0, 20).join("")}…` : text;
}
