/// <reference lib="dom" />

type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element. Built node by node: the page's policy takes no text for markup. */
export function svg(
  tag: string,
  attributes: Attributes,
  children: readonly (SVGElement | string)[] = [],
): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
  element.append(...children);
  return element;
}

/** A drawing as wide as its place, for which a caption speaks. */
export function drawing(
  { width, height }: { width: number; height: number },
  children: readonly SVGElement[],
): SVGElement {
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  return svg("svg", { ...size, "aria-hidden": "true", focusable: "false" }, children);
}

/** A word or number of a drawing. */
export function label(
  text: string,
  { x, y, anchor = "middle", kind = "" }: { x: number; y: number; anchor?: string; kind?: string },
): SVGElement {
  return svg("text", { x, y, "text-anchor": anchor, class: kind }, [text]);
}

/** A coordinate with one decimal, which is as fine as a screen. */
export function px(value: number): number {
  return Math.round(10 * value) / 10;
}
