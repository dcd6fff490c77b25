import { createHash } from "node:crypto";
import { KERNEL_FRAME_SCRIPT } from "./kernel-frame.ts";

/**
 * The content policy of a page: no network at all, and no scripts but those whose hashes it has.
 * In a page that runs cells, text is evaluated in the worker only, since there alone a Trusted Types
 * policy for it can be made; the frame in which the worker lives inherits all this.
 */
export function contentPolicy(
  scripts: readonly string[],
  { runsCells }: { readonly runsCells: boolean },
): string {
  return [
    "default-src 'none'",
    `script-src ${[...scripts, ...(runsCells ? [FRAME, "'unsafe-eval'"] : [])].join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "media-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    ...(runsCells ? RUNS_CELLS : []),
  ].join("; ");
}

const FRAME = `'sha256-${createHash("sha256").update(KERNEL_FRAME_SCRIPT).digest("base64")}'`;

const RUNS_CELLS = [
  "connect-src 'none'",
  "worker-src blob:",
  "require-trusted-types-for 'script'",
  "trusted-types page cells default",
];
