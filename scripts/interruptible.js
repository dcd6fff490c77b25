/**
 * Does work that Ctrl-C ends: the signal is aborted and the work unwinds, so that no process and no
 * file is left; a second Ctrl-C does not wait for that. Exits with 130, as a shell expects.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function interruptible(work) {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error("interrupted"));
  };
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    console.error("dropout-lab: interrupted");
    return process.exit(130);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}
