let enabled = true;

/** True unless inside `noGrad`. */
export function isGradEnabled(): boolean {
  return enabled;
}

/** Runs `fn` without recording: what it computes needs no gradients. */
export function noGrad<T>(fn: () => T): T {
  return withGradEnabled(false, fn);
}

/** Runs `fn` with recording on or off, and then puts it back. */
export function withGradEnabled<T>(wanted: boolean, fn: () => T): T {
  const before = enabled;
  enabled = wanted;
  try {
    return fn();
  } finally {
    enabled = before;
  }
}
