import { ProgressError } from "dropout-lab/progress";

/** Says that what was kept is of no use, and why. */
export function whyDamaged(reason: string): string {
  return `What was kept of this lesson cannot be read and is set aside (${reason}); what you write from now on is kept.`;
}

/** One sentence that says what is not kept, and what the reader can do. */
export function whyNotKept(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name === "VersionError" || (error instanceof ProgressError && error.isNewer)) {
    return "A newer page of this lesson keeps your work in this browser, and this older page cannot add to it: open the newer one, or download what you write here.";
  }
  if (name === "QuotaExceededError") {
    return "There is no room left in this browser for what you write: it is lost when this page is closed, unless you download it or make room.";
  }
  if (name === "SecurityError" || name === "InvalidStateError" || name === "TypeError") {
    return "This browser does not let the page keep anything: what you write is lost when it is closed, unless you download it.";
  }
  return `What you write is not kept in this browser (${message || name}): it is lost when this page is closed, unless you download it.`;
}
