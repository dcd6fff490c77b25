import { expect, test } from "vitest";
import { CellRuns, type Job } from "./cell-runs.ts";

/** A runner whose runs end when they are told to. */
function slowRunner() {
  const ends: ((status: "ok" | "stopped") => void)[] = [];
  return {
    ends,
    run: () =>
      new Promise<{ status: "ok" | "stopped" }>((resolve) => {
        ends.push((status) => resolve({ status }));
      }),
    restart: () => ends.at(-1)?.("stopped"),
  };
}

function job(title: string, log: string[], fault?: "begin" | "end"): Job {
  return {
    title,
    begin: () => {
      if (fault === "begin") throw new Error("begin");
      log.push(`begin ${title}`);
      return title;
    },
    output: () => {},
    end: ({ status }) => {
      log.push(`${status} ${title}`);
      if (fault === "end") throw new Error("end");
      return status === "ok";
    },
    skip: () => void log.push(`skip ${title}`),
  };
}

test.each(["begin", "end"] as const)("runs again after what %s throws", async (fault) => {
  const runner = slowRunner();
  const runs = new CellRuns(runner);
  const log: string[] = [];
  const failing = runs.push([job("a", log, fault), job("b", log)]);
  const rejected = expect(failing).rejects.toThrow(fault);
  await new Promise((resolve) => setTimeout(resolve));
  runner.ends.at(-1)?.("ok");
  await rejected;
  expect(log.at(-1)).toBe("skip b");
  expect(runs.isBusy).toBe(false);
  const again = runs.push([job("c", log)]);
  await new Promise((resolve) => setTimeout(resolve));
  runner.ends.at(-1)?.("ok");
  await again;
  expect(log.slice(-2)).toEqual(["begin c", "ok c"]);
});

test("runs what is asked for right after a restart, and not what waited before", async () => {
  const runner = slowRunner();
  const runs = new CellRuns(runner);
  const log: string[] = [];
  void runs.push([job("a", log), job("b", log)]);
  await new Promise((resolve) => setTimeout(resolve));
  runs.restart();
  const again = runs.push([job("c", log)]);
  await new Promise((resolve) => setTimeout(resolve));
  runner.ends.at(-1)?.("ok");
  await again;
  expect(log).toEqual(["begin a", "skip b", "stopped a", "begin c", "ok c"]);
});
