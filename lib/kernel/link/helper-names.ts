/** The names under which compiled cells find the host's helpers. */
export const HELPERS = {
  import: "__dropoutLabImport",
  meta: "__dropoutLabMeta",
  shell: "__dropoutLabShell",
  yieldsNumbers: "__dropoutLabYieldsNumbers",
} as const;
