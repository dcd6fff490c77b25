/**
 * The content policy of a page that runs cells: no network at all; text is evaluated in the worker
 * only, since there alone a Trusted Types policy for it can be made. `scripts` are the hashes of the
 * page's own scripts.
 */
export function contentPolicy(scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    "connect-src 'none'",
    `script-src ${[...scripts, "'unsafe-eval'"].join(" ")}`,
    "worker-src blob:",
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types page cells default",
  ].join("; ");
}
