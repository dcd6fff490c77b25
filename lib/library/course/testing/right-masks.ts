/** Which of n neurons are kept. */
export type MaskMaker = (n: number, p: number, random: () => number) => boolean[];

/** Coins of their own. */
export const coins = (n: number, p: number, random: () => number) =>
  Array.from({ length: n }, () => random() >= p);

/** Masks whose neurons have fair coins of their own, drawn in any way. */
export const RIGHT_MASKS: [string, MaskMaker][] = [
  ["random() >= p", coins],
  ["random() > p", (n, p, random) => Array.from({ length: n }, () => random() > p)],
  ["random() < 1 - p", (n, p, random) => Array.from({ length: n }, () => random() < 1 - p)],
  ["from the end", (n, p, random) => coins(n, p, random).reverse()],
  [
    "all numbers first, used in another order",
    (n, p, random) => {
      const numbers = Float64Array.from({ length: n }, random);
      return Array.from(numbers, (_, i) => (numbers[(i + 1) % n] as number) >= p);
    },
  ],
  [
    "two numbers a neuron",
    (n, p, random) => Array.from({ length: n }, () => (random() + random()) % 1 >= p),
  ],
  ["one number more", (n, p, random) => [random() > 2, ...coins(n, p, random)].slice(1)],
  [
    "gaps between dropped ones",
    (n, p, random) => {
      const mask = Array<boolean>(n).fill(true);
      if (p === 0) return mask;
      const gap = () => (p === 1 ? 0 : Math.floor(Math.log(1 - random()) / Math.log(1 - p)));
      for (let i = gap(); i < n; i += 1 + gap()) mask[i] = false;
      return mask;
    },
  ],
  [
    "sixteen coins of one number, at one half",
    (n, p, random) => {
      if (p !== 0.5) return coins(n, p, random);
      let bits = 0;
      return Array.from({ length: n }, (_, i) => {
        if (i % 16 === 0) bits = Math.floor(65_536 * random());
        return ((bits >> (i % 16)) & 1) === 1;
      });
    },
  ],
  [
    "integers",
    (n, p, random) => Array.from({ length: n }, () => Math.floor(random() * 1e6) >= p * 1e6),
  ],
];
