import { wantsColors } from "../link/colors.ts";

const isColored = wantsColors();

const wrap =
  (code: number) =>
  (text: string): string =>
    isColored ? `\u001b[${code}m${text}\u001b[0m` : text;

/** Text in bold. */
export const bold = wrap(1);

/** Text that stands back. */
export const dim = wrap(2);

/** Text of an error. */
export const red = wrap(31);
