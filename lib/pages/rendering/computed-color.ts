import type { ResolveColor } from "./author-colors.ts";
import { type Color, parseColor } from "./contrast.ts";

const BY_OTHERS = /^(?:currentcolor|inherit|initial|unset|revert|revert-layer)$|var\(/;

/** Reads any colour of CSS as its parts, by what a window makes of it. */
export function createColorResolver(window: Window): ResolveColor {
  const known = new Map<string, Color | undefined>();
  const computed = (name: string): Color | undefined => {
    if (BY_OTHERS.test(name)) return undefined;
    const element = window.document.createElement("i");
    element.style.color = name;
    if (element.style.color === "") return undefined;
    window.document.body.append(element);
    const { color } = window.getComputedStyle(element);
    element.remove();
    return parseColor(color);
  };
  return (text) => {
    const name = text.trim().toLowerCase();
    const simple = parseColor(name);
    if (simple !== undefined) return simple;
    if (!known.has(name)) known.set(name, computed(name));
    return known.get(name);
  };
}
