import {
  type Color,
  contrast,
  formatColor,
  isLight,
  over,
  parseColor,
  readableOn,
} from "./contrast.ts";

/** The grounds that text stands on, as in styles/theme.css; `code` is the harder of each theme. */
export const BACKGROUNDS = {
  light: { page: "#fffefb", code: "#f5f3ee" },
  dark: { page: "#14171b", code: "#1c2127" },
} as const;

/** The colours of text, as in styles/theme.css. */
export const INKS = {
  light: { "--text": "#20242a", "--quiet": "#5a626d", "--link": "#0b5a8f" },
  dark: { "--text": "#e2e5ea", "--quiet": "#9ba5b3", "--link": "#7dbcf5" },
} as const;

/** What has to be reached, with a little to spare for grounds that are tinted. */
const ENOUGH = 4.8;
const WHITE: Color = [255, 255, 255, 1];
const BLACK: Color = [0, 0, 0, 1];

/** What is behind some text in each theme: one colour, or the several of a gradient. */
export interface Ground {
  readonly light: readonly Color[];
  readonly dark: readonly Color[];
}

/** The ground that an author's colours make on the page, or on a ground of the author's. */
export function groundOf(colors: readonly Color[], behind: Ground = PAGE): Ground {
  const on = (grounds: readonly Color[]) => {
    return colors.flatMap((one) => grounds.map((ground) => over(one, ground)));
  };
  return { light: on(behind.light), dark: on(behind.dark) };
}

const PAGE: Ground = {
  light: [parseColor(BACKGROUNDS.light.code) ?? WHITE],
  dark: [parseColor(BACKGROUNDS.dark.code) ?? BLACK],
};

/** A colour that an author chose as one that can be read in both themes, at 4.5 to 1. */
export function readableInBothThemes(text: string): string {
  const color = parseColor(text);
  return color === undefined ? text : readableOnGround(color, PAGE);
}

/** A text colour as one that can be read on a ground, in both themes. */
export function readableOnGround(color: Color, ground: Ground): string {
  const onLight = formatColor(readableOnAll(color, ground.light));
  const onDark = formatColor(readableOnAll(color, ground.dark));
  return onLight === onDark ? onLight : `light-dark(${onLight},${onDark})`;
}

/** A text colour that can be read on a ground of its own; without a wish, black or white. */
export function readableText(wish: string | undefined, ground: string): string {
  const behind = parseColor(ground);
  if (behind === undefined) return wish ?? "inherit";
  const wished = parseColor(wish ?? "") ?? (contrast(behind, WHITE) > 4.6 ? WHITE : BLACK);
  return formatColor(readableOn(wished, behind, 4.6));
}

/**
 * The declarations that make the page's own text readable on an author's ground: the theme whose
 * colours fit, and where those do not, others.
 */
export function inksFor(ground: Ground): Record<string, string> {
  const [behind] = ground.light;
  const isSame = formatColor(behind ?? WHITE) === formatColor(ground.dark[0] ?? BLACK);
  const themes = isSame
    ? ([isLight(behind ?? WHITE) ? "light" : "dark"] as const)
    : (["light", "dark"] as const);
  const inks: Record<string, string> = isSame ? { "color-scheme": themes[0] ?? "light" } : {};
  for (const name of ["--text", "--quiet", "--link"] as const) {
    const made = themes.map((theme) => {
      return formatColor(readableOnAll(parseColor(INKS[theme][name]) ?? BLACK, ground[theme]));
    });
    const isAsItIs = made.every((one, at) => one === INKS[themes[at] ?? "light"][name]);
    if (!isAsItIs) inks[name] = isSame ? `${made[0]}` : `light-dark(${made.join(",")})`;
  }
  return { ...inks, color: "var(--text)" };
}

/** The colour moved as little as it takes, or else black or white, whichever is better. */
function readableOnAll([red, green, blue]: Color, grounds: readonly Color[]): Color {
  const color: Color = [red, green, blue, 1];
  const worst = (one: Color) => Math.min(...grounds.map((ground) => contrast(one, ground)));
  const tried = [
    color,
    ...grounds.map((ground) => readableOn(color, ground, ENOUGH)),
    BLACK,
    WHITE,
  ];
  const best = Math.max(...tried.map(worst));
  return tried.find((one) => worst(one) >= Math.min(ENOUGH, best)) ?? color;
}
