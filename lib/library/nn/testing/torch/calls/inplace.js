/**
 * @import { Call } from "./call.js"
 * @import { Maker } from "./maker.js"
 */

/** The part of h, of shape [3, 4], that is written to. @type {Record<string, number[]>} */
const PARTS = {
  whole: [3, 4],
  transposed: [4, 3],
  slice: [2, 4],
  select: [3],
  expanded: [3, 4],
  steps: [3, 2],
};

/** @param {any} h @param {string} part */
function partOf(h, part) {
  if (part === "transposed") return h.t();
  if (part === "slice") return h.slice(1, 3);
  if (part === "select") return h.select(1, 0);
  if (part === "expanded") return h.slice(0, 1).expand([3, 4]);
  return part === "steps" ? h.slice(0, 4, { dim: 1, step: 2 }) : h;
}

const PART = `
part = {
    "whole": lambda h: h,
    "transposed": lambda h: h.t(),
    "slice": lambda h: h[1:3],
    "select": lambda h: h.select(1, 0),
    "expanded": lambda h: h[:1].expand(3, 4),
    "steps": lambda h: h[:, ::2],
}[part]`;

/**
 * A write into a part of what was computed from x, or into a part of x itself; then x, the part and
 * the whole are looked at.
 * @param {string} name
 * @param {(m: Maker, shape: number[]) => Record<string, unknown>} make
 * @param {(part: any, given: any) => unknown} ours
 * @param {string} torch what is called, as Python
 * @returns {Call}
 */
const write = (name, make, ours, torch) => ({
  name: `Tensor.${name}`,
  make: (m) => {
    // Into elements that share memory masked_fill_ still writes, with a warning.
    const parts = Object.keys(PARTS).filter((p) => name !== "maskedFill_" || p !== "expanded");
    const part = m.pick(parts);
    const dtype = m.pick(["float32", "float32", "float64", "int64"]);
    const x = m.tensor({ shape: [3, 4], dtype: /** @type {"float32"} */ (dtype), dense: true });
    return { x, part, direct: m.chance(0.25), ...make(m, PARTS[part] ?? []) };
  },
  ours: ({ x, part, direct, ...given }) => {
    const h = direct ? x : x.clone();
    const before = partOf(h, part);
    const result = ours(partOf(h, part), given);
    return [result, before, h];
  },
  torch: `${PART}
h = x if direct else x.clone()
before = part(h)
result = part(h).${torch}
return [result, before, h]`,
  // After a write torch calls every view that it did not take by itself an as_strided one.
  gradFn: false,
  // A float64 operand's gradient is computed in the float32 of what it is written into.
  gradients: [1e-5, 1e-6],
});

/** @param {Maker} m @param {number[]} shape */
const operand = (m, shape, least = 0.4) => ({
  y: m.chance(least)
    ? m.number(m.pick([2, -1, "0.5", 0]))
    : m.tensor({ shape: m.broadcast(shape), dtype: ["float32", "float64", "int64"] }),
});

/** What writes into a tensor or a view. @type {Call[]} */
export const INPLACE = [
  ...["add_", "sub_", "mul_", "div_"].map((name) =>
    write(name, operand, (part, { y }) => part[name](y), `${name}(y)`),
  ),
  write(
    "copy_",
    (m, shape) => operand(m, shape, 0),
    (part, { y }) => part.copy_(y),
    "copy_(y)",
  ),
  write("fill_", operand, (part, { y }) => part.fill_(y), "fill_(y)"),
  write(
    "zero_",
    () => ({}),
    (part) => part.zero_(),
    "zero_()",
  ),
  write(
    "clamp_",
    (m) => ({ low: m.pick([-1, 0]), high: m.pick([1, 2]) }),
    (part, { low, high }) => part.clamp_(low, high),
    "clamp_(low, high)",
  ),
  write(
    "maskedFill_",
    (m, shape) => ({
      mask: m.tensor({ shape: m.broadcast(shape), dtype: "bool" }),
      value: m.pick([7, -1]),
    }),
    (part, { mask, value }) => part.maskedFill_(mask, value),
    "masked_fill_(mask, value)",
  ),
];
