const EVERY = 1_000;

/**
 * Calls `gone` once the process that started this one has ended, however it ended. Node has no
 * event for that: a look at the parent's id once a second costs two microseconds.
 */
export function watchParent(gone: () => void): void {
  const parent = process.ppid;
  const launcher = Number(process.env.JPY_PARENT_PID ?? 0);
  const timer = setInterval(() => {
    if (process.ppid === parent && (launcher <= 1 || isAlive(launcher))) return;
    clearInterval(timer);
    gone();
  }, EVERY);
  timer.unref();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
