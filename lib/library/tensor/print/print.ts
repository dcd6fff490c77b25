import { allocate, type TypedArray } from "../dtype.ts";
import { select } from "../shape/shape.ts";
import { type Strided, sizeOf } from "../strided.ts";
import { type Formatter, formatterFor } from "./print-number.ts";

/** torch's print options at their defaults. */
const LINE_WIDTH = 80;
const THRESHOLD = 1000;
const EDGE = 3;

const PREFIX = "tensor(";

/**
 * A tensor as torch prints it, with four digits, and only its edges beyond 1,000 elements.
 *
 * @param gradient what to say of its gradient, such as `requires_grad=True`
 */
export function format(x: Strided, gradient?: string): string {
  let text = PREFIX + contents(x);
  // The two too many are torch's: its lines break there.
  let column = text.length - text.lastIndexOf("\n") + 1;
  for (const suffix of [...suffixes(x), ...(gradient ? [gradient] : [])]) {
    if (column + suffix.length + 2 > LINE_WIDTH) {
      text += `,\n${" ".repeat(PREFIX.length)}${suffix}`;
      column = PREFIX.length + suffix.length;
    } else {
      text += `, ${suffix}`;
      column += suffix.length + 2;
    }
  }
  return `${text})`;
}

/** What follows the numbers: the size of an empty tensor, and a kind that is not evident. */
function suffixes(x: Strided): string[] {
  const isEmpty = sizeOf(x.shape) === 0;
  const evident = x.dtype === "float32" || (!isEmpty && x.dtype !== "float64");
  return [
    ...(isEmpty && x.shape.length !== 1 ? [`size=(${x.shape.join(", ")})`] : []),
    ...(evident ? [] : [`dtype=torch.${x.dtype}`]),
  ];
}

function contents(x: Strided): string {
  const size = sizeOf(x.shape);
  if (size === 0) return "[]";
  const summarize = size > THRESHOLD;
  return block(x, PREFIX.length, {
    summarize,
    formatter: formatterFor(x.dtype, shown(x, summarize)),
  });
}

/** How all parts of one tensor are written. */
interface Layout {
  summarize: boolean;
  formatter: Formatter;
}

/** The text of a tensor or of a part of it, whose first line starts at column `indent`. */
function block(x: Strided, indent: number, layout: Layout): string {
  const length = x.shape[0];
  if (length === undefined) return layout.formatter.format(x.storage.data[x.offset] as number);
  if (x.shape.length === 1) return row(x, indent, layout);
  const write = (i: number) => block(select(x, 0, i), indent + 1, layout);
  const parts = edgeIndices(length, layout.summarize).map((i) => (i < 0 ? "..." : write(i)));
  return `[${parts.join(`,${"\n".repeat(x.shape.length - 1)}${" ".repeat(indent + 1)}`)}]`;
}

/** A vector's elements, as many on a line as fit. */
function row(x: Strided, indent: number, { summarize, formatter }: Layout): string {
  const [length = 0] = x.shape;
  const [stride = 1] = x.strides;
  const { data } = x.storage;
  const texts = edgeIndices(length, summarize).map((i) =>
    i < 0 ? " ..." : formatter.format(data[x.offset + i * stride] as number),
  );
  const perLine = Math.max(1, Math.floor((LINE_WIDTH - indent) / (formatter.width + 2)));
  const lines: string[] = [];
  for (let i = 0; i < texts.length; i += perLine) {
    lines.push(texts.slice(i, i + perLine).join(", "));
  }
  return `[${lines.join(`,\n${" ".repeat(indent + 1)}`)}]`;
}

/** The indices to show along one dimension; -1 stands for what is left out. */
function edgeIndices(length: number, summarize: boolean): number[] {
  if (!summarize || length <= 2 * EDGE) return Array.from({ length }, (_, i) => i);
  const first = Array.from({ length: EDGE }, (_, i) => i);
  return [...first, -1, ...first.map((i) => length - EDGE + i)];
}

/** The elements that are shown: only they decide on the notation, and only they are read. */
function shown(x: Strided, summarize: boolean): TypedArray {
  let at = [x.offset];
  for (const [d, length] of x.shape.entries()) {
    const steps = edgeIndices(length, summarize)
      .filter((i) => i >= 0)
      .map((i) => i * (x.strides[d] as number));
    at = at.flatMap((position) => steps.map((step) => position + step));
  }
  const { data } = x.storage;
  const values = allocate(x.dtype, at.length);
  for (let i = 0; i < at.length; i++) values[i] = data[at[i] as number] as never;
  return values;
}
