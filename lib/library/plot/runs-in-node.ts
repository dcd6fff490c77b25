/** Whether this is Node: a bundler's stand-in for `process` has no Node version. */
export function runsInNode(): boolean {
  return typeof globalThis.process?.versions?.node === "string";
}
