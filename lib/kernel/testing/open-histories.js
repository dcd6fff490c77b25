// A thread of the tests: opens one history file after the other, each at the same moment as the
// other threads do, and tells the numbers of its sessions.
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { HistoryFile } from "../dist/protocol/history-file.js";

const { folder, threads, files, shared } = workerData;
const [ARRIVED, OPEN] = [0, 1];
const gate = new Int32Array(shared);
const sessions = [];
for (let file = 0; file < files; file++) {
  if (Atomics.add(gate, ARRIVED, 1) + 1 === threads * (file + 1)) {
    Atomics.store(gate, OPEN, file + 1);
    Atomics.notify(gate, OPEN);
  }
  while (Atomics.load(gate, OPEN) <= file) Atomics.wait(gate, OPEN, file);
  sessions.push(new HistoryFile(join(folder, `${file}.jsonl`)).session);
}
parentPort?.postMessage(sessions);
