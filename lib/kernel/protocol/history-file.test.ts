import { spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HistoryFile } from "./history-file.ts";

const LOCK = new URL("../dist/protocol/file-lock.js", import.meta.url).href;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "history-"));
  path = join(folder, "deep", "history.jsonl");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("HistoryFile", () => {
  it("keeps the cells of all sessions", () => {
    const first = new HistoryFile(path);
    first.append(1, "a\nb");
    const second = new HistoryFile(path);
    second.append(1, "c");
    expect(new HistoryFile(path).entries()).toEqual([
      [1, 1, "a\nb"],
      [2, 1, "c"],
    ]);
    expect(readdirSync(join(folder, "deep"))).toEqual(["history.jsonl"]);
  });

  it("gives kernels that run at the same time different numbers", () => {
    const stores = [new HistoryFile(path), new HistoryFile(path), new HistoryFile(path)];
    expect(stores.map((store) => store.session)).toEqual([1, 2, 3]);
  });

  it("gives them different numbers even when they start at the same moment", async () => {
    const [threads, files] = [12, 200];
    const shared = new SharedArrayBuffer(8);
    const module = new URL("../testing/open-histories.js", import.meta.url);
    const workers = Array.from(
      { length: threads },
      () => new Worker(module, { workerData: { folder, threads, files, shared } }),
    );
    const messages = Promise.all(workers.map((worker) => once(worker, "message")));
    const numbers: number[][] = (
      await messages.finally(() => Promise.all(workers.map((worker) => worker.terminate())))
    ).flat();
    const all = Array.from({ length: threads }, (_, thread) => thread + 1);
    for (let file = 0; file < files; file++) {
      expect(numbers.map((own) => own[file]).sort((a = 0, b = 0) => a - b)).toEqual(all);
    }
  });

  it("passes over a line that a crash has cut", () => {
    new HistoryFile(path).append(1, "a");
    appendFileSync(path, '[1, 2, "cu\n');
    expect(new HistoryFile(path).entries()).toEqual([[1, 1, "a"]]);
  });

  it("loses nothing that follows a line that a crash has cut", () => {
    new HistoryFile(path).append(1, "a");
    appendFileSync(path, '[9, 2, "cu');
    const second = new HistoryFile(path);
    second.append(1, "b");
    expect(second.entries()).toEqual([
      [1, 1, "a"],
      [2, 1, "b"],
    ]);
    expect(new HistoryFile(path).session).toBe(3);
  });

  it("shows what other kernels add meanwhile, in the order in which it was added", () => {
    const [first, second] = [new HistoryFile(path), new HistoryFile(path)];
    first.append(1, "a");
    second.append(1, "é");
    expect(first.entries()).toEqual([
      [1, 1, "a"],
      [2, 1, "é"],
    ]);
    first.append(2, "c");
    expect(second.entries().map(([, , source]) => source)).toEqual(["a", "é", "c"]);
    writeFileSync(path, "");
    expect(first.entries()).toEqual([]);
  });

  it("takes over a lock that a crash has left", () => {
    mkdirSync(`${path}.lock`, { recursive: true });
    utimesSync(`${path}.lock`, 0, 0);
    expect(new HistoryFile(path).session).toBe(1);
  });

  it("takes over a lock that is dated in the future", () => {
    mkdirSync(`${path}.lock`, { recursive: true });
    utimesSync(`${path}.lock`, 4e9, 4e9);
    expect(new HistoryFile(path).session).toBe(1);
    expect(readdirSync(join(folder, "deep"))).toEqual(["history.jsonl"]);
  });

  it("takes over, at once, the lock of a process that has ended", () => {
    new HistoryFile(path).append(1, "a");
    const script = `import { lockFile } from ${JSON.stringify(LOCK)}; lockFile(process.argv[1])`;
    const argv = ["--input-type=module", "-e", script, `${path}.lock`];
    expect(spawnSync(process.execPath, argv).status).toBe(0);
    expect(existsSync(`${path}.lock`)).toBe(true);
    const wait = vi.spyOn(Atomics, "wait");
    expect(new HistoryFile(path).session).toBe(2);
    expect(wait).not.toHaveBeenCalled();
    wait.mockRestore();
    expect(readdirSync(join(folder, "deep"))).toEqual(["history.jsonl"]);
  });

  it("remembers this session where an old lock cannot be removed", () => {
    mkdirSync(`${path}.lock/full`, { recursive: true });
    utimesSync(`${path}.lock`, 0, 0);
    const store = new HistoryFile(path);
    store.append(1, "a");
    expect(store.entries()).toEqual([[1, 1, "a"]]);
  });

  // In /proc, Node itself would try for ever.
  it.each(["/dev/null", "/proc/nope/deep"])(
    "remembers this session where it may not write: %s",
    (folder) => {
      const store = new HistoryFile(join(folder, "history"));
      store.append(1, "a");
      expect(store.entries()).toEqual([[1, 1, "a"]]);
    },
  );
});
