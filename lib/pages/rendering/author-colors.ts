import type { Color } from "./contrast.ts";
import { formatColor } from "./contrast.ts";
import {
  type Ground,
  groundOf,
  inksFor,
  readableInBothThemes,
  readableOnGround,
} from "./palette.ts";
import { colorsIn, type StyleDeclaration } from "./style-declarations.ts";
import { type FindVariable, withoutVariables } from "./style-variables.ts";

/** A colour as its parts; undefined for what is none, such as a variable. */
export type ResolveColor = (text: string) => Color | undefined;

export interface Adapted {
  readonly declarations: readonly StyleDeclaration[];
  /** What text inside stands on; undefined if these declarations do not say it. */
  readonly ground: Ground | undefined;
}

const TEXT_COLOR = /^(?:color|-webkit-text-fill-color)$/;
const GROUND = /^background(?:-color|-image)?$/;
/** What makes a text fainter than its colour. */
const FAINT = /^(?:opacity|filter|backdrop-filter|-webkit-filter|mix-blend-mode)$/;
const WORDS = /^(?:inherit|initial|unset|revert|revert-layer|currentcolor|none|auto)$/i;

/**
 * An author's declarations with their text readable in both themes: a ground brings the text's
 * colour with it, and a colour of text changes as far as what is behind it asks for.
 *
 * @param behind what the author's text stands on, where that is known
 */
export function adaptColors(
  declarations: readonly StyleDeclaration[],
  resolve: ResolveColor,
  behind?: Ground,
): Adapted {
  const last = (name: RegExp) => declarations.findLast(({ property }) => name.test(property));
  const painted = last(GROUND);
  const stops = painted ? stopsOf(painted.value, resolve) : [];
  const isClipped = last(/^(?:-webkit-)?background-clip$/)?.value === "text";
  if (stops.length === 0 || isClipped) {
    const kept = isClipped
      ? declarations.filter(({ property }) => !property.includes("background"))
      : declarations;
    return {
      declarations: kept.flatMap((one) => textColor(one, resolve, behind)),
      ground: undefined,
    };
  }
  // A gradient that lets the page through would be light in one place and dark in another.
  const needsBase = stops.length > 1 && stops.some(([, , , alpha]) => alpha < 1);
  const base = needsBase ? groundOf([[255, 255, 255, 1]], behind) : behind;
  const ground = groundOf(stops, base);
  const text = last(TEXT_COLOR);
  const wish = text && resolve(text.value);
  const { color, ...inks } = inksFor(ground);
  const made = {
    ...inks,
    color: wish && wish[3] > 0 ? readableOnGround(wish, ground) : `${color}`,
  };
  const important = text?.important || painted?.important || false;
  return {
    declarations: [
      ...declarations.filter(
        ({ property }) => !TEXT_COLOR.test(property) && property !== "color-scheme",
      ),
      ...(needsBase ? [{ property: "background-color", value: "#fff", important: false }] : []),
      ...Object.entries(made).map(([property, value]) => ({ property, value, important })),
    ],
    ground,
  };
}

/** Declarations with their colours' variables replaced; without those that then say nothing. */
export function withKnownColors(
  declarations: readonly StyleDeclaration[],
  find: FindVariable,
): StyleDeclaration[] {
  return declarations.flatMap((one) => {
    if (!TEXT_COLOR.test(one.property) && !GROUND.test(one.property)) return [one];
    const value = withoutVariables(one.value, find);
    return value === undefined ? [] : [{ ...one, value }];
  });
}

/** Declarations without what lets the text's ground shine through; what is hidden stays hidden. */
export function withoutFaintness(declarations: readonly StyleDeclaration[]): StyleDeclaration[] {
  return declarations.filter(({ property, value }) => {
    return !FAINT.test(property) || (property === "opacity" && Number.parseFloat(value) === 0);
  });
}

/** Declarations that give a ground say too that drawings on it need no paper of the page's. */
export function withPaper(declarations: readonly StyleDeclaration[]): readonly StyleDeclaration[] {
  const painted = declarations.findLast(({ property }) => GROUND.test(property));
  if (painted === undefined || WORDS.test(painted.value)) return declarations;
  const { important } = painted;
  return [
    ...declarations,
    { property: "--paper", value: "transparent", important },
    { property: "--paper-ink", value: "currentcolor", important },
  ];
}

/** Whether a declaration gives a colour that cannot be known, such as a picture's. */
export function isUnknownColor(
  { property, value }: StyleDeclaration,
  resolve: ResolveColor,
): boolean {
  if (TEXT_COLOR.test(property)) return !WORDS.test(value) && resolve(value) === undefined;
  if (!GROUND.test(property)) return false;
  if (/(?:var|url|light-dark)\(/i.test(value)) return true;
  return colorsIn(value).some((one) => one.includes("(") && resolve(one) === undefined);
}

function textColor(
  declaration: StyleDeclaration,
  resolve: ResolveColor,
  behind: Ground | undefined,
): StyleDeclaration[] {
  if (!TEXT_COLOR.test(declaration.property)) return [declaration];
  const color = resolve(declaration.value);
  if (color === undefined) return [declaration];
  // Text that cannot be seen at all was meant for a ground that is gone.
  if (color[3] === 0) return [];
  const [red, green, blue] = color;
  const opaque: Color = [red, green, blue, 1];
  const value = behind
    ? readableOnGround(opaque, behind)
    : readableInBothThemes(formatColor(opaque));
  return [{ ...declaration, value }];
}

function stopsOf(value: string, resolve: ResolveColor): Color[] {
  if (/url\(/i.test(value)) return [];
  const colors = colorsIn(value).flatMap((one) => {
    const color = WORDS.test(one) ? undefined : resolve(one);
    return color === undefined ? [] : [color];
  });
  return colors.every(([, , , alpha]) => alpha === 0) ? [] : colors;
}
