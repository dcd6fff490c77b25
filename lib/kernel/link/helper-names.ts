/** The name under which compiled local modules find what makes their `require`. */
export const REQUIRE_OF = "__dropoutLabRequireOf";

/** The names under which compiled cells find the host's helpers. */
export const HELPERS = {
  import: "__dropoutLabImport",
  meta: "__dropoutLabMeta",
  shell: "__dropoutLabShell",
} as const;

/**
 * What cells have as a CommonJS file has it, and where it is: not where a package would find it,
 * which looks for `module` to learn what loads it. The names end as the compiler's own do.
 */
export const OF_CELLS = {
  module: "module\u200c",
  exports: "exports\u200c",
  __filename: "__filename\u200c",
  __dirname: "__dirname\u200c",
} as const;
