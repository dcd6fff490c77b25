import { drawsToCompare } from "./chance.ts";

/** Activations that a learner's dropout is tried on: so often, at this p. */
export interface Layer {
  x: readonly number[];
  p: number;
  draws: number;
}

type Activation = (random: () => number) => number;

const ORDINARY: readonly Activation[] = [
  (random) => signed(random, 0.5 + 2 * random()),
  () => 1,
  (random) => (random() < 0.3 ? 0 : signed(random, 0.5 + random())),
  (random) => signed(random, 1 + Math.floor(9 * random())),
  (random) => -0.5 - random(),
  (random) => (random() < 0.5 ? 0.7 : -1.3),
  // Within float32.
  (random) => signed(random, (1 + 9 * random()) * pick(random, [1e3, 1e9, 1e28])),
];

const SMALL: readonly Activation[] = [
  (random) => signed(random, (1 + 9 * random()) * pick(random, [1e-4, 1e-2, 1, 1e2])),
  (random) => signed(random, (1 + 9 * random()) * pick(random, [1e-28, 1e-18, 1e-9])),
];

/**
 * What activations may be; each is drawn from the numbers of the check. An answer that rounds to six
 * decimals is not tried on those that it loses.
 */
export function activationsFor({ rounds }: { rounds: boolean }): readonly Activation[] {
  return rounds ? ORDINARY : [...ORDINARY, ...SMALL];
}

/**
 * The layers of one check: sizes from 1 to 1,200, rates from 0.001 to 0.999, of which some are drawn
 * anew in every check, and every kind of activations with sizes and rates of all kinds. First the
 * one that tells most: distinct activations at one half. Last those that show what several neurons
 * share: twelve in so many draws that a third neuron's parity may hang on two others by 6 in 100, and
 * at one half more neurons than the bits of a usual generator's state.
 */
export function layersOf(random: () => number, activations: readonly Activation[]): Layer[] {
  const between = (low: number, high: number) => low + (high - low) * random();
  const size = (low: number, high: number) => Math.floor(between(low, high));
  let kind = size(0, activations.length);
  const layer = (n: number, p: number, draws: number): Layer => {
    const activation = activations[kind++ % activations.length] as Activation;
    return { x: Array.from({ length: n }, () => activation(random)), p, draws };
  };
  const distinct = (n: number) =>
    Array.from({ length: n }, () => signed(random, between(0.5, 2.5)));
  const drawn = [between(0.05, 0.95), between(0.05, 0.95)];
  const sizes = [100, 10, 1, 2, 3, 5, 20, 50, size(2, 100)];
  const small = [0.5, 0.4, 0.2, 0.75, 0.1, 0.9, ...drawn].flatMap((p) =>
    sizes.map((n) => layer(n, p, Math.max(drawsToCompare(p), Math.min(1250, Math.ceil(2500 / n))))),
  );
  const large = [0.4, ...drawn].map((p) => layer(size(100, 300), p, drawsToCompare(p)));
  const rare = 0.001 + 0.02 * random() * random();
  return [
    { x: distinct(size(1100, 1200)), p: 0.5, draws: 64 },
    ...small,
    ...large,
    layer(size(150, 250), between(0.3, 0.7), 1000),
    ...[rare, 1 - rare].map((p) => layer(size(100, 150), p, 600)),
    { x: distinct(160), p: 0.5, draws: 240 },
    { x: distinct(12), p: 0.5, draws: 8_000 },
    { x: distinct(12), p: pick(random, [between(0.36, 0.42), between(0.58, 0.64)]), draws: 8_000 },
  ];
}

/** Layers of each kind of activations, for what is not a matter of chance. */
export function samplesOf(
  n: number,
  random: () => number,
  activations: readonly Activation[],
): number[][] {
  return activations.map((activation) => Array.from({ length: n }, () => activation(random)));
}

function signed(random: () => number, size: number): number {
  return random() < 0.5 ? -size : size;
}

function pick(random: () => number, values: readonly number[]): number {
  return values[Math.floor(values.length * random())] as number;
}
