import { createHash } from "node:crypto";
import { KERNEL_FRAME_SCRIPT } from "./kernel-frame.ts";

/** What a page's worker does. */
export interface PageWork {
  /** It runs cells. */
  readonly runsCells: boolean;
  /** It runs a script of the page's own, with WebAssembly, and evaluates nothing. */
  readonly computes?: boolean;
}

/**
 * The content policy of a page: no network at all, and no scripts but those whose hashes it has.
 * In a page that runs cells, text is evaluated in the worker only, since there alone a Trusted Types
 * policy for it can be made; the frame in which the worker lives inherits all this.
 */
export function contentPolicy(
  scripts: readonly string[],
  { runsCells, computes = false }: PageWork,
): string {
  const more = runsCells ? [FRAME, "'unsafe-eval'"] : computes ? ["'wasm-unsafe-eval'"] : [];
  return [
    "default-src 'none'",
    `script-src ${[...scripts, ...more].join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "media-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    ...(runsCells || computes ? HAS_WORKER : []),
  ].join("; ");
}

const FRAME = `'sha256-${createHash("sha256").update(KERNEL_FRAME_SCRIPT).digest("base64")}'`;

const HAS_WORKER = [
  "connect-src 'none'",
  "worker-src blob:",
  "require-trusted-types-for 'script'",
  "trusted-types page cells default",
];
