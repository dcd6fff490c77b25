/**
 * One thing to measure: it runs once and then as often as fits in a slot.
 * @typedef {{ name: string, rate(slot: number): number | Promise<number> }} Contender
 */

/**
 * A contender that runs in this process. Time is the processor's, not the clock's: what else the
 * machine does takes turns away but hardly changes it.
 * @param {string} name
 * @param {() => unknown} fn
 */
export function local(name, fn) {
  return {
    name,
    /** @param {number} slot */
    rate(slot) {
      fn();
      const start = process.cpuUsage();
      let count = 0;
      let elapsed = 0;
      // Reading the time costs as much as a short run, so it is read ever more seldom.
      for (let batch = 1; elapsed < slot; batch = Math.ceil(count / 4)) {
        for (let i = 0; i < batch; i++) fn();
        count += batch;
        const { user, system } = process.cpuUsage(start);
        elapsed = (user + system) / 1000;
      }
      return (1000 * count) / elapsed;
    },
  };
}

/**
 * The best rates of contenders that take turns, so that a busy moment hits all of them alike.
 * @param {Contender[]} contenders
 * @param {{ rounds: number, slot: number, best?: Map<string, number> }} options
 */
export async function takeTurns(contenders, { rounds, slot, best = new Map() }) {
  for (let round = 0; round < rounds; round++) {
    for (const { name, rate } of contenders) {
      best.set(name, Math.max(best.get(name) ?? 0, await rate(slot)));
    }
  }
  return best;
}
