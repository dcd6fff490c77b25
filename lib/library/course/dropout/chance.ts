/** Beyond this, in nats, a count is no matter of luck: e^-40 is 4e-18. */
const LIMIT = 40;

/**
 * Whether a count of successes is too far off to be chance, by Chernoff's bound: at most
 * exp(-trials · KL(share ‖ probability)), the relative entropy of the share that was seen.
 *
 * One comparison, of both sides, is wrong less often than once in 1e17, so that the 20 million of a
 * whole check are less often than once in 1e9.
 */
export function isUnlikely(successes: number, trials: number, probability: number): boolean {
  return surprise(successes, trials, probability) > LIMIT;
}

/** The bound's exponent, in nats: 0 for the share that is expected. */
export function surprise(successes: number, trials: number, probability: number): number {
  if (trials === 0) return 0;
  const share = successes / trials;
  return trials * (entropyPart(share, probability) + entropyPart(1 - share, 1 - probability));
}

function entropyPart(share: number, probability: number): number {
  return share === 0 ? 0 : share * Math.log(share / probability);
}

/** So many draws show two neurons that always share one fate; they would at most be 2,000. */
export function drawsToCompare(p: number): number {
  return Math.min(2000, Math.ceil((LIMIT + 4) / -Math.log(1 - 2 * p * (1 - p))));
}

/**
 * The smallest interval around n · q in which the count of n coins falls in at least 4 of 10 draws,
 * and how probable it is.
 */
export function middle(n: number, q: number): { radius: number; probability: number } {
  const probabilities = binomial(n, q);
  const byDistance = probabilities
    .map((probability, count) => ({ probability, distance: Math.abs(count - n * q) }))
    .sort((a, b) => a.distance - b.distance);
  let probability = 0;
  let radius = 0;
  for (const next of byDistance) {
    // Two counts as far from the middle go in together.
    if (probability >= 0.4 && next.distance > radius + 1e-9) break;
    probability += next.probability;
    radius = next.distance;
  }
  return { radius: radius + 1e-9, probability: Math.min(probability, 1) };
}

function binomial(n: number, q: number): number[] {
  let log = n * Math.log(1 - q);
  return Array.from({ length: n + 1 }, (_, count) => {
    if (count > 0) log += Math.log(((n - count + 1) / count) * (q / (1 - q)));
    return Math.exp(log);
  });
}
