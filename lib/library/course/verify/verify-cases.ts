/** One question to a learner's verify, and what an answer shows that gets it wrong. */
export interface VerifyCase {
  x: number[];
  y: number[];
  p: number;
  expected: boolean;
  reason: string;
}

const SIZES = [200, 40, 3];

/** Wrong formulas for a kept value; an answer that takes one for right is told so by its name. */
const WRONG_FORMULAS: [formula: string, (x: number, p: number) => number, why: string][] = [
  ["x / p", (x, p) => x / p, "p is the share that is dropped; divide by the share that is kept"],
  ["x · (1 − p)", (x, p) => x * (1 - p), "kept values grow, so divide by 1 − p"],
  ["x itself, not scaled", (x) => x, "that is naive dropout"],
  ["x / (1 − p)²", (x, p) => x / (1 - p) / (1 - p), "that is scaled twice"],
  ["x · (1 + p)", (x, p) => x * (1 + p), "that makes up too little"],
  ["x · p", (x, p) => x * p, "p is the share that is dropped"],
  ["−x / (1 − p)", (x, p) => -x / (1 - p), "the sign has turned, and scaling keeps it"],
];

/** One element that is wrong where all others are right. */
const WRONG_ELEMENTS: [(kept: number, x: number) => number, reason: string][] = [
  // First the one that nothing but a look at every element finds.
  [
    (kept) => kept * 1.04,
    "It says yes although one element is neither 0 nor scaled by 1 / (1 − p). Look at every element.",
  ],
  [
    () => Number.NaN,
    "It says yes to an element that is NaN. NaN is neither 0 nor x / (1 − p), and every comparison with it is false.",
  ],
  [() => Number.POSITIVE_INFINITY, "It says yes to an element that is Infinity."],
  [() => Number.NEGATIVE_INFINITY, "It says yes to an element that is −Infinity."],
  [
    () => 1e-7,
    "It says yes to 0.0000001, where a dropped element must be exactly 0 and a kept one is far larger.",
  ],
  [() => -1e-7, "It says yes to −0.0000001, where a dropped element must be exactly 0."],
  [
    () => 1e-12,
    "It says yes to 0.000000000001, where a dropped element must be exactly 0 and a kept one is far larger.",
  ],
  [
    (_, x) => x,
    "It says yes although one element is not scaled, while the others are. Look at every element.",
  ],
  [
    (kept) => -kept,
    "It says yes although the sign of one element has turned. Scaling keeps the sign.",
  ],
  [
    (kept) => kept + 0.00002,
    "It says yes to an element that is off by 0.00002. Six digits ask for a smaller tolerance, such as 1e-6.",
  ],
  [
    (kept) => kept - 0.00002,
    "It says yes to an element that is too small by 0.00002. Six digits ask for a smaller tolerance on both sides, such as 1e-6.",
  ],
];

/**
 * The questions, the most telling first. Right and wrong outputs have the same sizes, the same first
 * elements and the same rates, so that nothing but the rule tells them apart.
 *
 * Kept values are thousandths between 1 and 4, so that rounding an output that is right to six
 * digits, in whatever way, never meets the middle between two numbers.
 *
 * @param random decides about values, rates and places
 */
export function verifyCases(random: () => number): VerifyCase[] {
  const thousandths = (low: number, high: number) =>
    Math.round(1000 * (low + (high - low) * random())) / 1000;
  const rates = [0.2, 0.5, thousandths(0.1, 0.4), thousandths(0.6, 0.9)];
  const keptValues = (n: number) =>
    Array.from({ length: n }, (_, i) => {
      const size = (1000 + Math.floor(3000 * random())) / 1000;
      return i % 3 === 1 ? -size : size;
    });
  const sample = (n: number, p: number) => {
    const kept = keptValues(n);
    return { kept, x: kept.map((value) => value * (1 - p)), p };
  };
  /** Drops a share of p, as nearly as can be, of neurons spread over the layer; never all or none. */
  const dropSome = (kept: number[], p: number) => {
    const dropped = Math.min(Math.max(Math.round(p * kept.length), 1), kept.length - 1);
    const order = kept.map((_, i) => ({ i, key: random() })).sort((a, b) => a.key - b.key);
    const gone = new Set(order.slice(0, dropped).map(({ i }) => i));
    return kept.map((value, i) => (gone.has(i) ? 0 : value));
  };
  const example: VerifyCase = {
    x: [4, -8, 12],
    y: [5, 0, 15],
    p: 0.2,
    expected: true,
    reason:
      "It says no to [5, 0, 15], which Dropout(0.2) may make of [4, -8, 12]: kept values are x / (1 − p), and any value may be dropped.",
  };

  const formulas = WRONG_FORMULAS.flatMap(([formula, scale, why]) =>
    // At one half some formulas are others, and one is right.
    rates
      .filter((p) => p !== 0.5)
      .map((p): VerifyCase => {
        const { x } = sample(40, p);
        const y = x.map((value, i) => (i % 4 === 2 ? 0 : scale(value, p)));
        const reason = `It says yes where kept values are ${formula}: ${why}. Right is x / (1 − p).`;
        return { x, y, p, expected: false, reason };
      }),
  );

  const outputs = rates.flatMap((p) =>
    SIZES.flatMap((n): VerifyCase[] => {
      const { kept, x } = sample(n, p);
      const yes = (y: number[], reason: string) => ({ x, y, p, expected: true, reason });
      return [
        yes(
          dropSome(kept, p),
          `It says no to what Dropout(${p}) can make of ${n} elements. Compute the scale from p, and compare with a small tolerance: a kept value is near x / (1 − p).`,
        ),
        yes(
          dropSome(kept, p).map(Math.fround),
          `It says no to what Dropout(${p}) really gives. A computer's x / (1 − p) is only near to it: compare with a small tolerance, such as 1e-6.`,
        ),
        yes(
          dropSome(kept, p).map((value, i) => value && value + (i % 2 === 0 ? 3e-7 : -3e-7)),
          "It says no to elements that are off by 0.0000003. To six digits that is equal: take a larger tolerance, such as 1e-6.",
        ),
        yes(
          dropSome(kept, p).map((value, i) => (value === 0 && i % 2 === 0 ? -0 : value)),
          "It says no to −0, which a dropped negative value may be: −0 === 0 is true, Object.is(−0, 0) is not.",
        ),
        yes(
          [...kept],
          "It says no where nothing happened to be dropped. That is chance, and possible.",
        ),
        yes(
          kept.map(() => 0),
          "It says no where everything happened to be dropped. That is chance, and possible.",
        ),
        yes(
          dropSome(kept, 1 - p),
          "It says no because of how many were dropped. That is chance: look at each element only.",
        ),
      ];
    }),
  );

  const single = rates.flatMap((p) =>
    SIZES.flatMap((n) => {
      const { kept, x } = sample(n, p);
      return WRONG_ELEMENTS.flatMap(([wrong, reason]) =>
        [0, Math.floor(n * random()), n - 1].map((at): VerifyCase => {
          const y = kept.map((value, i) => (i % 5 === 2 ? 0 : value));
          y[at] = wrong(kept[at] as number, x[at] as number);
          return { x, y, p, expected: false, reason };
        }),
      );
    }),
  );

  const mixed = rates.flatMap((p): VerifyCase[] => {
    const { kept, x } = sample(40, p);
    const swapped = [...kept];
    // Two that no tolerance takes for one.
    const [first, other] = [
      kept[30] as number,
      kept.findIndex((v) => Math.abs(v - (kept[30] as number)) > 0.5),
    ];
    [swapped[30], swapped[other]] = [kept[other] as number, first];
    const moved = kept.map((_, i) => kept[(i + 1) % kept.length] as number);
    const cancelling = [...kept];
    cancelling[20] = (kept[20] as number) + 0.5;
    cancelling[21] = (kept[21] as number) - 0.5;
    const otherRate = rates[(rates.indexOf(p) + 1) % rates.length] as number;
    const no = (y: number[], reason: string) => ({ x, y, p, expected: false, reason });
    return [
      no(
        swapped,
        "It says yes although two elements have changed places. Compare y[i] with its own x[i].",
      ),
      no(
        moved,
        "It says yes although all elements have moved by one. Compare y[i] with its own x[i].",
      ),
      no(
        cancelling,
        "It says yes although two elements are wrong, one by as much too large as the other too small. Look at every element, not at their sum.",
      ),
      no(
        x.map((value) => value / (1 - otherRate)),
        `It says yes to values scaled by ${short(1 / (1 - otherRate))} when p is ${p}, where the scale is ${short(1 / (1 - p))}. Compute the scale from p.`,
      ),
    ];
  });
  const ends = rates.flatMap((p): VerifyCase[] => {
    const { kept, x } = sample(40, p);
    const ask = (asked: number[], y: number[], expected: boolean, reason: string) => ({
      x: asked,
      y,
      p,
      expected,
      reason,
    });
    const withZeros = x.map((value, i) => (i % 4 === 0 ? 0 : value));
    const scaled = kept.map((value, i) => (i % 4 === 0 ? 0 : value));
    const large = x.map((value) => 1000 * value);
    return [
      ask(
        withZeros,
        scaled,
        true,
        "It says no where some x are 0. What dropout makes of 0 is 0, dropped or kept.",
      ),
      ask(
        withZeros,
        scaled.map((value, i) => (i === 20 ? 0.5 : value)),
        false,
        "It says yes to 0.5 where x is 0. What dropout makes of 0 is 0.",
      ),
      ask(
        large,
        large.map((value) => value / (1 - p)),
        true,
        "It says no to large elements. How large they are says nothing.",
      ),
      ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-7].map((value) =>
        ask(
          x,
          x.map(() => value),
          false,
          `It says yes where every element is ${value}. Each must be 0 or x / (1 − p).`,
        ),
      ),
    ];
  });
  return [...formulas, example, ...outputs, ...mixed, ...single, ...ends];
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
