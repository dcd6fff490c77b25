import { readSetting, type Setting } from "./setting.ts";

const COLORS = ["errors", "on", "off"] as const;

/** What has colours: errors alone, values too, or nothing. */
export type Colors = (typeof COLORS)[number];

/** The kernel setting DROPOUT_LAB_COLORS. */
export function colorSetting(environment: NodeJS.ProcessEnv = process.env): Setting<Colors> {
  return readSetting("DROPOUT_LAB_COLORS", COLORS, environment);
}

/**
 * What has colours: what the kernel's own setting says; else what FORCE_COLOR does, which goes before
 * NO_COLOR for Node too (https://nodejs.org/api/cli.html#force_color1-2-3); else what NO_COLOR does
 * (https://no-color.org).
 */
export function wantedColors(environment: NodeJS.ProcessEnv = process.env): Colors {
  const { value } = colorSetting(environment);
  if (value !== undefined) return value;
  const { FORCE_COLOR: forced, NO_COLOR: refused } = environment;
  if (forced !== undefined) return isForced(forced) ? "on" : "off";
  return refused ? "off" : "errors";
}

/**
 * Tells packages and child processes whether to colour, by the variables that they ask: without a
 * terminal some do it all the same, or on a CI server, unless one of the two, or the other, forbids it.
 */
export function passOn(colors: Colors, environment: NodeJS.ProcessEnv = process.env): void {
  const { FORCE_COLOR: forced } = environment;
  if (colors === "on") {
    delete environment.NO_COLOR;
    // An empty one is none for some; 3 stands for all colours, which every frontend has.
    if (!forced || !isForced(forced)) environment.FORCE_COLOR = forced === "" ? "1" : "3";
    return;
  }
  environment.NO_COLOR = "1";
  environment.FORCE_COLOR = "0";
}

/** Any other value switches colours off. */
function isForced(value: string): boolean {
  return ["", "1", "true", "2", "3"].includes(value);
}
