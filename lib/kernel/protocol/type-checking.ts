import { readSetting, type Setting } from "../link/setting.ts";

const MODES = ["error", "warn", "off"] as const;

/** What a type error does: it keeps the cell from running, is only told, or is not looked for. */
export type TypeChecking = (typeof MODES)[number];

/** The kernel setting DROPOUT_LAB_TYPES. */
export function typeCheckingSetting(
  environment: NodeJS.ProcessEnv = process.env,
): Setting<TypeChecking> {
  return readSetting("DROPOUT_LAB_TYPES", MODES, environment);
}
