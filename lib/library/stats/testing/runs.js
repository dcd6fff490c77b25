// Experiments for the tests: worker threads need a module of plain JavaScript.
import { threadId } from "node:worker_threads";

export const run = (/** @type {number} */ seed) => seed * seed;

export async function pair(/** @type {number} */ seed) {
  // The later the seed, the sooner it is done.
  await new Promise((resolve) => setTimeout(resolve, 30 - seed));
  return { a: seed + 10, b: seed * (seed % 2), threadId };
}

export function fails(/** @type {number} */ seed) {
  if (seed >= 4) throw new RangeError(`no ${seed}`);
  return seed;
}

export function dies(/** @type {number} */ seed) {
  if (seed === 3) process.exit(7);
  return seed;
}

export function throwsFunction() {
  throw () => 1;
}

export const neverEnds = () => new Promise(() => setInterval(() => {}, 1000));

export const text = () => "three";
