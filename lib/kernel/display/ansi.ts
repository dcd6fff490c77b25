import { wantedColors } from "../link/colors.ts";

const IS_COLORED = wantedColors() !== "off";

/**
 * Text that marks what is wrong, in bold white on dark red. JupyterLab shows errors on #fdd in its
 * light theme and on #511f1b in its dark one: there is no colour that has a contrast of 4.5:1 to
 * both, so this one brings its ground along.
 */
export function marked(text: string): string {
  return IS_COLORED ? `\u001b[1;38;5;231;48;5;124m${text}\u001b[0m` : text;
}
