type Files = typeof import("node:fs");

/** A lock that stays the same for so many milliseconds was left by a process that was killed. */
const LEFT = 2_000;
const PAUSE = 5;

/**
 * Does something while no other process does it, under a lock file that all of them see. It waits
 * until the lock is free: it is held for the time that reading and writing a small file takes.
 *
 * @throws {Error} where there can be no lock, and for one that was left and cannot be removed
 */
export function withLock<Result>(fs: Files, lock: string, act: () => Result): Result {
  const own = `${process.pid} ${Math.random()}`;
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  let since = Date.now();
  let seen: string | undefined;
  while (!take(fs, lock, own)) {
    const owner = ownerOf(fs, lock);
    if (owner !== seen) [seen, since] = [owner, Date.now()];
    else if (Date.now() - since > LEFT) removeLeft(fs, lock, seen);
    Atomics.wait(sleeper, 0, 0, PAUSE);
  }
  try {
    return act();
  } finally {
    if (ownerOf(fs, lock) === own) fs.rmSync(lock, { force: true });
  }
}

function take(fs: Files, lock: string, own: string): boolean {
  try {
    fs.writeFileSync(lock, own, { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Windows refuses the name of a file that is just being removed.
    if (code === "EEXIST" || (code === "EPERM" && fs.existsSync(lock))) return false;
    throw error;
  }
}

function ownerOf(fs: Files, lock: string): string | undefined {
  try {
    return fs.readFileSync(lock, "utf8");
  } catch {
    return undefined;
  }
}

/** Another process may do the same, and a third one take the lock: that one's is put back. */
function removeLeft(fs: Files, lock: string, owner: string | undefined): void {
  const aside = `${lock}.${process.pid}`;
  try {
    fs.renameSync(lock, aside);
    if (ownerOf(fs, aside) !== owner) fs.linkSync(aside, lock);
  } catch (error) {
    // It has gone, or is there again; or it is another user's, and would be waited for in vain.
    if (ownerOf(fs, lock) === owner && fs.existsSync(lock)) throw error;
  }
  fs.rmSync(aside, { force: true });
}
