import { randomUUID } from "node:crypto";
import {
  constants,
  copyFileSync,
  linkSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";

// After so many milliseconds a lock is taken to be left behind if its owner cannot be looked for.
const STALE = 5_000;
const PAUSE = 10;

/** Who holds a lock; each holding has an id of its own. */
interface Owner {
  id: string;
  machine: string;
  process: number;
  /** When the process was started, as its number may be another's by now; empty if not known. */
  started: string;
}

/**
 * Takes a lock that other processes see, waiting until it is free; one whose owner has ended is
 * taken over at once. Returns how to let go of it.
 */
export function lockFile(path: string): () => void {
  const { pid } = process;
  const owner: Owner = {
    id: randomUUID(),
    machine: machine(),
    process: pid,
    started: startOf(pid),
  };
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  const aside = `${path}.${owner.id}`;
  writeFileSync(aside, JSON.stringify(owner), { mode: 0o600 });
  try {
    while (!appear(aside, path)) {
      if (!removeLeft(path)) Atomics.wait(sleeper, 0, 0, PAUSE);
    }
  } finally {
    rmSync(aside, { force: true });
  }
  return () => {
    if (ownerOf(path)?.id === owner.id) rmSync(path, { force: true });
  };
}

/** Makes a file be there with its text in one step; false if there is one. */
function appear(aside: string, path: string): boolean {
  try {
    linkSync(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
  }
  // Not every file system has links; who reads the file before its text is there, waits.
  try {
    copyFileSync(aside, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/** Removes a lock that was left behind; whether it may be free now. */
function removeLeft(path: string): boolean {
  const owner = ownerOf(path);
  if (owner === undefined || owner.machine !== machine()) return removeOld(path);
  if (isAlive(owner)) return false;
  // Who makes this mark may remove the lock of this owner, and nobody else: the next lock is
  // another's, and stays.
  const mark = `${path}-${owner.id}`;
  try {
    writeFileSync(mark, "", { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return removeOld(mark);
  }
  if (ownerOf(path)?.id === owner.id) rmSync(path, { force: true });
  rmSync(mark, { force: true });
  return true;
}

/** Removes what is old, and what is of the future, which is none of a running kernel's either. */
function removeOld(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return true;
  if (Math.abs(Date.now() - found.mtimeMs) <= STALE) return false;
  try {
    if (found.isDirectory()) rmdirSync(path);
    else rmSync(path, { force: true });
  } catch (error) {
    // Another kernel was faster; what cannot be removed at all would be waited for without end.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return true;
}

function ownerOf(path: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(path, "utf8")) as Owner;
    return typeof owner.id === "string" ? owner : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.process, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return startOf(owner.process) === owner.started;
}

/** Where process numbers mean the same: containers have their own. */
function machine(): string {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

function startOf(id: number): string {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
