/**
 * Where a walker stands after each step, to the left or to the right at random.
 *
 * @throws {RangeError} if the number of steps is no natural number
 */
export function walk(steps: number, random: () => number): number[] {
  if (!Number.isInteger(steps) || steps < 0) {
    throw new RangeError(`walk: steps must be a natural number, got ${steps}`);
  }
  const places = [0];
  for (let step = 0; step < steps; step++) {
    places.push((places.at(-1) ?? 0) + (random() < 0.5 ? -1 : 1));
  }
  return places;
}
