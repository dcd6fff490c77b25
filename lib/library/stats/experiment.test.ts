import { threadId } from "node:worker_threads";
import { expect, test } from "vitest";
import { experiment, type Progress } from "../dist/stats/index.js";

// The script of a thread is JavaScript, so these tests are of the built package.
const module = new URL("./testing/runs.js", import.meta.url);
const seeds = Array.from({ length: 12 }, (_, i) => i);

/** How many worker threads there are. */
function threadCount(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;
}

test("a function runs here, and its findings stand in the order of the seeds", async () => {
  const order: number[] = [];
  const results = await experiment([5, 3, 9], async (seed) => {
    order.push(seed);
    return seed * 2;
  });
  expect(order).toEqual([5, 3, 9]);
  expect(results.seeds).toEqual([5, 3, 9]);
  expect(results.findings).toEqual([10, 6, 18]);
  const { mean, low, high, level, n } = results.mean();
  expect([mean, level, n]).toEqual([34 / 3, 0.95, 3]);
  // scipy.stats.t.interval(0.95, 2, 34 / 3, numpy.std([10, 6, 18], ddof=1) / 3 ** 0.5)
  expect(low).toBeCloseTo(-3.845, 4);
  expect(high).toBeCloseTo(26.5117, 4);
});

test("a module runs in threads of its own, and gives what it gives here", async () => {
  const options = { module, export: "pair" };
  type Pair = { a: number; b: number; threadId: number };
  const before = threadCount();
  const [apart, here] = [
    await experiment<Pair>(seeds, options, { workers: 3 }),
    await experiment<Pair>(seeds, options, { workers: 0 }),
  ];
  expect(apart.values("a")).toEqual(here.values("a"));
  expect(Array.from(apart.values("a"))).toEqual(seeds.map((seed) => seed + 10));
  const ids = new Set(apart.values("threadId"));
  expect(ids.size).toBe(3);
  expect(ids.has(threadId)).toBe(false);
  expect(new Set(here.values("threadId")).has(threadId)).toBe(true);
  expect(threadCount()).toBe(before);
  // The mean of a - b: 10 for odd seeds, 10 + seed for even ones.
  expect(apart.difference("a", "b").mean).toBe(12.5);
});

test("progress is told once a seed", async () => {
  const told: Progress[] = [];
  const onProgress = (progress: Progress) => told.push(progress);
  await experiment(seeds, { module }, { workers: 2, onProgress });
  expect(told.map(({ done }) => done)).toEqual(seeds.map((i) => i + 1));
  expect(told.map(({ seed }) => seed).sort((a, b) => a - b)).toEqual(seeds);
  expect(new Set(told.map(({ total }) => total))).toEqual(new Set([12]));
});

test("a failure names the first seed that fails, whichever thread is faster", async () => {
  const before = threadCount();
  for (const workers of [0, 1, 4]) {
    const error = await experiment(seeds, { module, export: "fails" }, { workers }).catch((e) => e);
    expect(error.message).toBe("experiment: must succeed, failed under seed 4: no 4");
    expect(error.cause.message).toBe("no 4");
    expect(error.cause.name).toBe("RangeError");
  }
  expect(threadCount()).toBe(before);
});

test.each([
  ["dies", "failed under seed 3: the thread ended with 7"],
  ["throwsFunction", "failed under seed 0: () => 1"],
  ["text", "failed under seed 0: the experiment must find a number or numbers by name, got string"],
  ["missing", "must export a function missing, got undefined"],
])("a thread with %s is told", async (name, message) => {
  const failing = experiment(seeds, { module, export: name }, { workers: 2 });
  await expect(failing).rejects.toThrow(message);
});

test("a module that is not there is told with its path, which starts at the working directory", async () => {
  const failing = experiment([1], { module: "./no-such-run.js" }, { workers: 1 });
  await expect(failing).rejects.toThrow(/failed under seed 1: .*no-such-run\.js/);
  const path = "lib/library/stats/testing/runs.js";
  expect((await experiment([3], { module: `./${path}` }, { workers: 1 })).findings).toEqual([9]);
});

test("a signal ends threads that never would", async () => {
  const before = threadCount();
  const controller = new AbortController();
  const running = experiment(
    seeds,
    { module, export: "neverEnds" },
    { workers: 2, signal: controller.signal },
  );
  controller.abort(new Error("enough"));
  await expect(running).rejects.toThrow("enough");
  expect(threadCount()).toBe(before);
  const late = experiment(seeds, { module }, { signal: controller.signal });
  await expect(late).rejects.toThrow("enough");
});

test("a signal ends a function between two seeds", async () => {
  const controller = new AbortController();
  const order: number[] = [];
  const run = (seed: number) => {
    order.push(seed);
    // From a timer, which has its turn between two seeds.
    if (seed === 2) setTimeout(() => controller.abort(new Error("enough")));
    return seed;
  };
  const running = experiment(seeds, run, { signal: controller.signal });
  await expect(running).rejects.toThrow("enough");
  const length = order.length;
  expect(length).toBeLessThan(6);
  // Another one takes as many turns as the first would have needed.
  await experiment(seeds, (seed) => seed);
  expect(order.length).toBe(length);
});

test("without threads, as in a page, a module is imported and runs here", async () => {
  const { getBuiltinModule } = process;
  process.getBuiltinModule = (() => undefined) as never;
  try {
    const results = await experiment([2, 3], { module, export: "pair" }, { workers: 2 });
    expect(new Set(results.values("threadId" as never)).has(threadId)).toBe(true);
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
});

test("seeds and counts that are none are refused", async () => {
  const run = (seed: number) => seed;
  await expect(experiment([], run)).rejects.toThrow("at least one seed, got none");
  await expect(experiment([1, 2, 1], run)).rejects.toThrow("distinct whole numbers, got 1");
  await expect(experiment([1.5], run)).rejects.toThrow("got 1.5");
  await expect(experiment([1], { module }, { workers: -1 })).rejects.toThrow("got -1");
});

test("a name that a finding lacks is told with its seed", async () => {
  const results = await experiment<{ a: number }>([7], () => ({ a: 1 }));
  expect(() => results.values("b" as never)).toThrow("a number named b, got none at seed 7");
  expect(() => results.values()).toThrow("must find a number, got none at seed 7");
});
