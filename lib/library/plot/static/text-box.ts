import { ASCENT, DESCENT, textWidth } from "./resvg.ts";

/** A rectangle as getBoundingClientRect gives it. */
export interface Box {
  x: number;
  y: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  width: number;
  height: number;
}

/** An affine map (a, b, c, d, e, f) as in SVG's matrix(). */
type Matrix = readonly [number, number, number, number, number, number];
type Corner = readonly [number, number];

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The bounding box, in the page, of the text in an SVG element; an empty box if it has none. */
export function textBox(element: Element): Box {
  const texts = element.tagName === "text" ? [element] : [...element.querySelectorAll("text")];
  const corners = texts.flatMap((text) => {
    const matrix = pageMatrix(text);
    return lineBoxes(text).flatMap((box) => cornersOf(box, matrix));
  });
  if (corners.length === 0) return boxAround([[0, 0]]);
  return boxAround(corners);
}

function boxAround(corners: readonly Corner[]): Box {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [left, top, right, bottom] = [
    Math.min(...xs),
    Math.min(...ys),
    Math.max(...xs),
    Math.max(...ys),
  ];
  return { x: left, y: top, left, top, right, bottom, width: right - left, height: bottom - top };
}

/** One box a line: plotly breaks lines by `tspan.line` elements with a `dy` in em. */
function lineBoxes(text: Element): { left: number; top: number; width: number; height: number }[] {
  const size = Number.parseFloat(styleOf(text, "font-size")) || 12;
  const anchor = text.getAttribute("text-anchor") ?? styleOf(text, "text-anchor");
  const lines = [...text.querySelectorAll("tspan.line")];
  return (lines.length === 0 ? [text] : lines)
    .map((line) => ({ line, content: line.textContent ?? "" }))
    .filter(({ content }) => content !== "")
    .map(({ line, content }) => {
      const width = textWidth(content, size);
      const x = number(line.getAttribute("x") ?? text.getAttribute("x"));
      const y = number(line.getAttribute("y") ?? text.getAttribute("y"));
      const baseline = y + number(line.getAttribute("dy")) * size;
      const shift = anchor === "middle" ? width / 2 : anchor === "end" ? width : 0;
      return {
        left: x - shift,
        top: baseline - ASCENT * size,
        width,
        height: (ASCENT + DESCENT) * size,
      };
    });
}

function styleOf(element: Element, property: string): string {
  const match = new RegExp(`(?:^|;)\\s*${property}:\\s*([^;]+)`).exec(
    element.getAttribute("style") ?? "",
  );
  return match?.[1] ?? element.getAttribute(property) ?? "";
}

function number(text: string | null): number {
  return Number.parseFloat(text ?? "") || 0;
}

function cornersOf(
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
  [a, b, c, d, e, f]: Matrix,
): Corner[] {
  return [
    [left, top],
    [left + width, top],
    [left, top + height],
    [left + width, top + height],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f]);
}

function pageMatrix(element: Element): Matrix {
  let matrix = IDENTITY;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const transform = at.getAttribute("transform");
    if (transform !== null) matrix = multiply(parseTransform(transform), matrix);
  }
  return matrix;
}

function parseTransform(transform: string): Matrix {
  let matrix = IDENTITY;
  for (const [, name, list = ""] of transform.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [p = 0, q, r = 0] = list.split(/[\s,]+/).map(number);
    if (name === "translate") matrix = multiply(matrix, [1, 0, 0, 1, p, q ?? 0]);
    else if (name === "scale") matrix = multiply(matrix, [p, 0, 0, q ?? p, 0, 0]);
    else if (name === "rotate") {
      const [cos, sin] = [Math.cos((p * Math.PI) / 180), Math.sin((p * Math.PI) / 180)];
      const center: Matrix = [1, 0, 0, 1, q ?? 0, r];
      const back: Matrix = [1, 0, 0, 1, -(q ?? 0), -r];
      matrix = multiply(multiply(multiply(matrix, center), [cos, sin, -sin, cos, 0, 0]), back);
    }
  }
  return matrix;
}

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}
