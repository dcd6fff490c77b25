import { seeded } from "../seeded.ts";
import { coins, type MaskMaker } from "./right-masks.ts";

/** At one half the last fate of each block is the exclusive or of the others. */
function withParity(mask: boolean[], { p, size }: { p: number; size: number }): boolean[] {
  if (p !== 0.5) return mask;
  const made: boolean[] = [];
  for (const [i, kept] of mask.entries()) {
    const before = made.slice(i - size + 1);
    made.push(i % size === size - 1 ? before.filter(Boolean).length % 2 === 1 : kept);
  }
  return made;
}

/** Masks with coins that hang together, or are no coins, each with the reason that it must get. */
export const WRONG_MASKS: [string, () => MaskMaker, RegExp][] = [
  ...[2, 3, 10, 64, 100, 1000].map((length): [string, () => MaskMaker, RegExp] => [
    `one coin for blocks of ${length}`,
    () => (n, p, random) => {
      const blocks = coins(Math.ceil(n / length), p, random);
      return Array.from({ length: n }, (_, i) => blocks[Math.floor(i / length)] as boolean);
    },
    /x\[0\] and x\[1\] share one fate|All neurons share one fate/,
  ]),
  ...[2, 7, 10, 128, 1000].map((stride): [string, () => MaskMaker, RegExp] => [
    `a stride of ${stride}`,
    () => (n, p, random) => {
      const period = coins(stride, p, random);
      return Array.from({ length: n }, (_, i) => period[i % stride] as boolean);
    },
    /x\[0\] and x\[\d+\] share one fate/,
  ]),
  ...[1, 5, 300].map((shift): [string, () => MaskMaker, RegExp] => [
    `a second half that is the first, moved by ${shift}`,
    () => (n, p, random) => {
      const half = Math.ceil(n / 2);
      const first = coins(half, p, random);
      const second = first.map((_, i) => first[(i + shift) % half] as boolean);
      return [...first, ...second].slice(0, n);
    },
    /share one fate in all of \d+ draws/,
  ]),
  [
    "a second half that is a fixed permutation of the first",
    () => (n, p, random) => {
      const half = Math.ceil(n / 2);
      const first = coins(half, p, random);
      const own = seeded(n);
      const order = first.map((_, i) => ({ i, key: own() })).sort((a, b) => a.key - b.key);
      return [...first, ...order.map(({ i }) => first[i] as boolean)].slice(0, n);
    },
    /share one fate in all of \d+ draws/,
  ],
  [
    "a mirrored second half",
    () => (n, p, random) => {
      const first = coins(Math.ceil(n / 2), p, random);
      return [...first, ...[...first].reverse()].slice(0, n);
    },
    /share one fate in all of \d+ draws/,
  ],
  [
    "one coin for the last ten",
    () => (n, p, random) => {
      const mask = coins(n, p, random);
      return mask.map((kept, i) => (i < n - 10 ? kept : (mask[n - 1] as boolean)));
    },
    /share one fate in all of \d+ draws/,
  ],
  [
    "antithetic pairs, u and 1 - u",
    () => (n, p, random) => {
      const numbers: number[] = [];
      while (numbers.length < n) {
        const u = random();
        numbers.push(u, 1 - u);
      }
      return numbers.slice(0, n).map((u) => u >= p);
    },
    /x\[0\] is kept just when x\[1\] is dropped/,
  ],
  [
    "antithetic halves",
    () => (n, p, random) => {
      const first = Array.from({ length: Math.ceil(n / 2) }, random);
      return [...first, ...first.map((u) => 1 - u)].slice(0, n).map((u) => u >= p);
    },
    /is kept just when x\[\d+\] is dropped/,
  ],
  [
    "neighbours that agree more often than not",
    () => (n, p, random) => {
      let last = random();
      return Array.from({ length: n }, () => {
        if (random() < 0.7) last = random();
        return last >= p;
      });
    },
    /neurons 1 apart share one fate in 6[456] of 100 draws/,
  ],
  ...[3, 7].map((size): [string, () => MaskMaker, RegExp] => [
    `each ${size}th the exclusive or of those before it, at one half`,
    () => (n, p, random) => withParity(coins(n, p, random), { p, size }),
    /an odd number of x\[0\], .* is kept in \d+ of 100 draws, and with a coin each in 50/,
  ]),
  [
    "the exclusive or of a coin and the next, at one half",
    () => (n, p, random) => {
      const mask = coins(n, p, random);
      return p === 0.5 ? mask.map((kept, i) => kept !== mask[(i + 1) % n]) : mask;
    },
    /an odd number of|just when|share one fate/,
  ],
  [
    "the last the exclusive or of fifty others, at one half",
    () => (n, p, random) => withParity(coins(n, p, random), { p, size: 51 }),
    /At p = 0\.5 x\[0\], x\[1\], x\[2\] and 47 more decide about x\[50\], in all of 240 draws/,
  ],
  ...[3, 4].map((size): [string, () => MaskMaker, RegExp] => [
    `each ${size}th number the sum of those before it`,
    () => (n, p, random) => {
      const numbers: number[] = [];
      while (numbers.length < n) {
        const own = Array.from({ length: size - 1 }, random);
        numbers.push(...own, own.reduce((sum, u) => sum + u, 0) % 1);
      }
      return numbers.slice(0, n).map((u) => u >= p);
    },
    /Among 12 activations: .* an odd number of x\[0\], x\[1\](,| and) x\[2\]/,
  ]),
  [
    "numbers in steps of one",
    () => (n, p, random) => {
      const [start, step] = [random(), random()];
      return Array.from({ length: n }, (_, i) => (start + i * step) % 1 >= p);
    },
    /hardly varies/,
  ],
  [
    "a generator of its own, with one number as its seed",
    () => (n, p, random) => coins(n, p, seeded(Math.floor(1e9 * random()))),
    /random\(\) is asked once for 1\d\d\d neurons: too seldom/,
  ],
  [
    "one coin for pairs, shuffled in each draw",
    () => (n, p, random) => {
      const pairs = coins(Math.ceil(n / 2), p, random);
      const order = Array.from({ length: n }, (_, i) => ({ i, key: random() }));
      order.sort((a, b) => a.key - b.key);
      return order.map(({ i }) => pairs[i >> 1] as boolean);
    },
    /an odd number of|share one fate|varies too much/,
  ],
  [
    "one coin for all",
    () => (n, p, random) => {
      const kept = random() >= p;
      return Array.from({ length: n }, () => kept);
    },
    /All neurons share one fate/,
  ],
  [
    "an exact share",
    () => (n, p, random) => {
      const order = Array.from({ length: n }, (_, i) => ({ i, key: random() }));
      order.sort((a, b) => a.key - b.key);
      const dropped = new Set(order.slice(0, Math.round(p * n)).map(({ i }) => i));
      return Array.from({ length: n }, (_, i) => !dropped.has(i));
    },
    /exactly 50 in 100 of the neurons are kept, in every draw/,
  ],
  [
    "an exact share of each ten, or one more",
    () => (n, p, random) => {
      const mask: boolean[] = [];
      while (mask.length < n) {
        const ten = Array.from({ length: 10 }, (_, i) => ({ i, key: random() }));
        const order = [...ten].sort((a, b) => a.key - b.key).map(({ i }) => i);
        const gone = Math.round(10 * p) + (mask.length === 0 && random() < 0.5 ? 1 : 0);
        mask.push(...ten.map(({ i }) => order.indexOf(i) >= gone));
      }
      return mask.slice(0, n);
    },
    /hardly varies/,
  ],
  [
    "a mask that is kept for every size",
    () => {
      const masks = new Map<number, boolean[]>();
      return (n, p, random) => {
        const mask = masks.get(n) ?? coins(n, p, random);
        masks.set(n, mask);
        return mask;
      };
    },
    /Every call drops the same neurons/,
  ],
  [
    "a mask that serves two calls",
    () => {
      let last: boolean[] | undefined;
      return (n, p, random) => {
        const mask = last?.length === n ? last : coins(n, p, random);
        last = last === mask ? undefined : mask;
        return mask;
      };
    },
    /keep nothing from call to call/,
  ],
  [
    "half a mask of the call before",
    () => {
      let last: boolean[] = [];
      return (n, p, random) => {
        const fresh = coins(n, p, random);
        const mask = fresh.map((kept, i) => (i % 2 === 0 ? kept : (last[i] ?? kept)));
        last = fresh;
        return mask;
      };
    },
    /same random numbers the mask must be the same/,
  ],
  [
    "a mask that is kept after thirty calls",
    () => {
      let calls = 0;
      const masks = new Map<number, boolean[]>();
      return (n, p, random) => {
        calls++;
        const mask = calls < 30 ? coins(n, p, random) : (masks.get(n) ?? coins(n, p, random));
        masks.set(n, mask);
        return mask;
      };
    },
    /in all of \d+ draws|drops the same neurons|keep nothing/,
  ],
  ...[1, 7, 100].map((every): [string, () => MaskMaker, RegExp] => [
    `nothing dropped in every call of ${every + 1}`,
    () => {
      let calls = 0;
      return (n, p, random) => {
        const mask = coins(n, p, random);
        return ++calls % (every + 1) === 0 ? mask.map(() => true) : mask;
      };
    },
    /keep nothing from call to call|nothing|in 100|draws/,
  ]),
  ...[2, 10, 50, 100].map((largest): [string, () => MaskMaker, RegExp] => [
    `one coin for layers of up to ${largest}`,
    () => (n, p, random) => {
      const mask = coins(n, p, random);
      return n > largest ? mask : mask.map(() => mask[0] as boolean);
    },
    /share one fate/,
  ]),
  [
    "one coin for pairs, in layers of up to 100",
    () => (n, p, random) => {
      const mask = coins(n, p, random);
      return n > 100 ? mask : mask.map((_, i) => mask[i - (i % 2)] as boolean);
    },
    /x\[0\] and x\[1\] share one fate/,
  ],
  ...[0.1, 0.2, 0.4, 0.75, 0.9].map((rate): [string, () => MaskMaker, RegExp] => [
    `one coin for pairs, at p = ${rate} only`,
    () => (n, p, random) => {
      const mask = coins(n, p, random);
      return p === rate ? mask.map((_, i) => mask[i - (i % 2)] as boolean) : mask;
    },
    /x\[\d+\] and x\[\d+\] share one fate/,
  ]),
  [
    "one coin for pairs, at p = 0.5 not",
    () => (n, p, random) => {
      const mask = coins(n, p, random);
      return p === 0.5 ? mask : mask.map((_, i) => mask[i - (i % 2)] as boolean);
    },
    /x\[\d+\] and x\[\d+\] share one fate/,
  ],
  [
    "the first and the last on one coin",
    () => (n, p, random) => {
      const mask = coins(n, p, random);
      return [...mask.slice(0, -1), mask[0] as boolean].slice(0, n);
    },
    /share one fate/,
  ],
  [
    "a rate of its own for each call",
    () => (n, p, random) => coins(n, p * (0.5 + random()), random),
    /varies too much|in 100 of the neurons|share one fate/,
  ],
  [
    "a rate that is a fiftieth too high",
    () => (n, p, random) => coins(n, p + 0.02, random),
    /in 100 of|share one fate/,
  ],
  ["a rate in tenths", () => (n, p, random) => coins(n, Math.round(10 * p) / 10, random), /in 100/],
  ["a rate in per cent", () => (n, p, random) => coins(n, Math.round(20 * p) / 20, random), /100/],
  [
    "nothing dropped where p is small",
    () => (n, p, random) => coins(n, p < 0.05 ? 0 : p, random),
    /is kept in all of \d+ draws|100 in 100 of the neurons/,
  ],
  [
    "everything dropped where p is near 1",
    () => (n, p, random) => coins(n, p > 0.95 ? 1 : p, random),
    /is dropped in all of \d+ draws|0 in 100 of the neurons/,
  ],
  [
    "the first always kept",
    () => (n, p, random) => coins(n, p, random).map((kept, i) => i === 0 || kept),
    /is kept in all of/,
  ],
  [
    "at least one kept",
    () => (n, p, random) => {
      const mask = coins(n, p, random);
      return mask.includes(true) ? mask : mask.map((_, i) => i === 0);
    },
    /x\[0\] is kept in all of/,
  ],
  [
    "an exact share in small layers",
    () => (n, p, random) => {
      if (n > 20) return coins(n, p, random);
      const keys = Array.from({ length: n }, random);
      const order = [...keys].sort((a, b) => a - b);
      return keys.map((key) => order.indexOf(key) >= Math.round(p * n));
    },
    /exactly|in 100|just when|hardly varies/,
  ],
  [
    "randomness of its own",
    () => {
      const own = seeded(99);
      return (n, p) => coins(n, p, own);
    },
    /Use the random that the function is given/,
  ],
  ["Math.random()", () => (n, p) => coins(n, p, Math.random), /Use the random that the function/],
  ["a fixed mask", () => (n) => Array.from({ length: n }, (_, i) => i % 5 > 1), /drops the same/],
  ["p kept", () => (n, p, random) => coins(n, 1 - p, random), /p is the probability to drop/],
  ["half dropped", () => (n, _, random) => coins(n, 0.5, random), /should be 60/],
  [
    "p² dropped",
    () => (n, p, random) => coins(n, p * p, random),
    /kept, and it should be|in 100 of the neurons/,
  ],
  [
    "p of the first half only",
    () => (n, p, random) => {
      return Array.from({ length: n }, (_, i) => random() >= (i < n / 2 ? 2 * p : 0));
    },
    /in all of \d+ draws|about \d+ in 100 are kept, and it should/,
  ],
  [
    "more dropped at the end",
    () => (n, p, random) =>
      Array.from({ length: n }, (_, i) => random() >= p * (0.7 + (0.6 * i) / Math.max(1, n - 1))),
    /the first 16 neurons are kept|first half of the neurons are kept/,
  ],
  ["everything kept", () => (n) => Array(n).fill(true), /nothing is dropped/],
  ["everything dropped", () => (n) => Array(n).fill(false), /everything is dropped/],
];
