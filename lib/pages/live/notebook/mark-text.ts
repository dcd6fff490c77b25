import type { LiveCell } from "./live-cell.ts";

/** What a cell's mark says, with a sign before it; empty for a cell that is as it was written. */
export function markText(cell: LiveCell, now: number): string {
  switch (cell.state) {
    case "stored":
      return "";
    case "edited":
      return "✎ edited, not run";
    case "waiting":
      return "… waiting";
    case "running":
      return `▸ running ${duration(now - (cell.began ?? now))}`.trimEnd();
    case "done":
      return `✓ done ${duration(cell.took ?? 0)}`.trimEnd();
    case "error":
      return cell.errorLine === undefined ? "✕ error" : `✕ error on line ${cell.errorLine}`;
    case "stopped":
      return "■ stopped";
    case "stale":
      return "↑ something above changed";
  }
}

/** A time in short; empty where nobody could have waited for it. */
export function duration(milliseconds: number): string {
  if (milliseconds < 100) return "";
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
