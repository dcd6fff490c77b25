const MODES = ["error", "warn", "off"] as const;

/** What a type error does: it keeps the cell from running, is only told, or is not looked for. */
export type TypeChecking = (typeof MODES)[number];

/** The kernel setting DROPOUT_LAB_TYPES; anything but `warn` and `off` is `error`. */
export function typeChecking(
  environment: Record<string, string | undefined> = process.env,
): TypeChecking {
  const wanted = environment.DROPOUT_LAB_TYPES;
  return MODES.find((mode) => mode === wanted) ?? "error";
}
