/**
 * Uniform numbers between 0 and 1 that are the same for the same seed (sfc32). Checks hand it to
 * learners' functions, so that a verdict can be had again.
 *
 * The numbers are odd multiples of 2^-24: never 0 or 1, not even as float32. So `random() > p` and
 * `random() >= p` draw the same masks, and what a function does at exactly 0 is asked for apart.
 *
 * @param seed a whole number from 0 to 2^53 - 1
 */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  let b = Math.floor(seed / 4294967296) >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // So many that each bit of the seed has reached each bit of the state.
  for (let round = 0; round < 15; round++) next();
  return () => ((next() >>> 9) + 0.5) / 8388608;
}
