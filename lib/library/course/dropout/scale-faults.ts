import { inputs, near, STREAMS, type Subject, short } from "./subject.ts";

const RATES = [0.4, 0.2, 0.75, 0.5, 0.1, 0.9];

interface WrongScale {
  factor(p: number): number;
  reason: string;
}

/** Where kept values should be multiplied by 1/(1 - p). The first that fits is said. */
const INSTEAD_OF_SCALING: readonly WrongScale[] = [
  {
    factor: () => 1,
    reason:
      "The mask is right, but kept values stay as they are, so the sum is too small in training",
  },
  {
    factor: (p) => 1 - p,
    reason: "Kept values are multiplied by 1 - p, which makes the sum smaller still. Divide by it",
  },
  {
    factor: (p) => 1 / p,
    reason:
      "Kept values are divided by p, the share that is dropped. Divide by the share that is kept",
  },
  {
    factor: (p) => 1 / (1 - p) / (1 - p),
    reason: "Kept values are scaled twice, by 1/(1 - p) and once more. Once is enough",
  },
  { factor: (p) => p, reason: "Kept values are multiplied by p, the share that is dropped" },
  {
    factor: (p) => 1 + p,
    reason: "Kept values are multiplied by 1 + p, which makes up too little",
  },
  {
    factor: (p) => 1 / (1 + p),
    reason: "Kept values are divided by 1 + p. Divide by the share that is kept, 1 - p",
  },
  {
    factor: (p) => p / (1 - p),
    reason: "Kept values are multiplied by p/(1 - p). Divide by 1 - p alone",
  },
  {
    factor: (p) => 1 / Math.sqrt(1 - p),
    reason:
      "Kept values are divided by the square root of 1 - p, which keeps the spread, not the mean",
  },
];

/** Where kept values should stay as they are. */
const INSTEAD_OF_KEEPING: readonly WrongScale[] = [
  {
    factor: (p) => 1 / (1 - p),
    reason: "Kept values are multiplied by 1/(1 - p). That is the scaling of the next lesson",
  },
  { factor: (p) => 1 - p, reason: "Kept values are multiplied by 1 - p. The mask alone is enough" },
  { factor: (p) => p, reason: "Kept values are multiplied by p. The mask alone is enough" },
];

/** What is wrong with what the answer makes of the values that it keeps. */
export function faultOfScale(
  subject: Subject,
  { scaled }: { scaled: boolean },
): string | undefined {
  const x = inputs(400);
  const kept = RATES.flatMap((p) =>
    STREAMS.slice(0, 2).map((stream) => {
      const ratios = subject.ratios({ p, stream, x });
      const outputs = x.map((value, i) => value * (ratios[i] as number)).filter((y) => y !== 0);
      return { p, ratios: ratios.filter((ratio) => ratio !== 0), outputs, n: ratios.length };
    }),
  );
  for (const { p, ratios, outputs, n } of kept) {
    const ratio = ratios[0];
    const output = outputs[0];
    // Nothing kept says nothing about the scale.
    if (ratio === undefined || output === undefined) continue;
    if (!outputs.every(Number.isFinite)) {
      return `At p = ${p} an output is NaN or Infinity. Every output must be a finite number.`;
    }
    if (outputs.every((other) => near(other, output))) {
      return `Every kept value becomes ${short(output)}, whatever it was: that is the mask alone. Multiply it by x.`;
    }
    if (ratios.some((other) => !near(other, ratio))) {
      return `At p = ${p} kept values change by different factors. All of them get the same one.`;
    }
    const wanted = scaled ? 1 / (1 - p) : 1;
    if (near(ratio, wanted)) continue;
    const rule = scaled
      ? `at p = ${p} the factor must be 1/(1 - p), ${short(wanted)}`
      : "here kept values must stay as they are";
    const wrong = (scaled ? INSTEAD_OF_SCALING : INSTEAD_OF_KEEPING).find(({ factor }) =>
      kept.every((other) => other.ratios.every((value) => near(value, factor(other.p)))),
    );
    if (wrong !== undefined) return `${wrong.reason}: ${rule}.`;
    if (scaled && near(ratio, n / ratios.length)) {
      return `Kept values are divided by the share that this draw happened to keep, ${short(ratios.length / n)}. Divide by 1 - p, which is the same in every draw: ${rule}.`;
    }
    return `Kept values are multiplied by ${short(ratio)}, and ${rule}.`;
  }
  return undefined;
}
