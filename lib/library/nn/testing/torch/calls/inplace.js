import { KINDS } from "./maker.js";

/**
 * @import { Call } from "./call.js"
 * @import { Maker } from "./maker.js"
 */

/** Repetitions are added up in another order than torch's. */
const SUMMED = /** @type {[number, number]} */ ([1e-5, 1e-13]);

/** A tensor and what is written into it, or into a part. @param {Maker} m */
function written(m) {
  const shape = m.shape();
  const isPart = shape.length > 0 && !shape.includes(0) && m.chance(0.4);
  const x = m.tensor({ shape, dtype: KINDS, values: "normal" });
  const to = isPart ? shape.slice(1) : shape;
  const y = m.chance(0.3)
    ? m.pick([m.number(2), m.number(-0.5), true])
    : m.tensor({ shape: m.chance(0.5) ? to : m.broadcast(to), dtype: KINDS, values: "normal" });
  return { x, y, isPart, isLeaf: m.chance(0.15) };
}

/** The tensor written to: the leaf itself, what is computed from it, or a row of that. @param {any} given */
function target({ x, isLeaf, isPart }) {
  const whole = isLeaf || x.dtype === "bool" ? x : x.mul(1);
  return { whole, part: isPart ? whole.at(0) : whole };
}

/** @param {string} write what is done to `part`, in Python */
const inPython = (write) => `
w = x if isLeaf or x.dtype == torch.bool else x * 1
part = w[0] if isPart else w
${write}
return [w, part]`;

/** @param {string} name @param {string} torch @param {(part: any, given: any) => void} write @returns {Call} */
const writing = (name, torch, write) => ({
  name: `Tensor.${name}`,
  make: written,
  ours: (given) => {
    const { whole, part } = target(given);
    write(part, given);
    return [whole, part];
  },
  torch: inPython(torch),
  gradients: SUMMED,
  // torch names what it makes anew for a view by strides.
  gradFn: false,
});

/** What writes into a tensor or a view. @type {Call[]} */
export const INPLACE = [
  ...["add_", "sub_", "mul_", "div_"].map((name) =>
    writing(name, `part.${name}(y)`, (part, { y }) => part[name](y)),
  ),
  writing("zero_", "part.zero_()", (part) => part.zero_()),
  writing("fill_", "part.fill_(1.5)", (part) => part.fill_(1.5)),
  writing("clamp_", "part.clamp_(-1, 2)", (part) => part.clamp_(-1, 2)),
  writing("maskedFill_", "part.masked_fill_(part > 0, 2)", (part) =>
    part.maskedFill_(part.gt(0), 2),
  ),
  {
    ...writing("copy_", "part.copy_(y)", (part, { y }) => part.copy_(y)),
    name: "Tensor.copy_ of what needs gradients",
    make: (m) => {
      const given = written(m);
      const isTensor = typeof given.y === "object" && given.y.$ === "tensor";
      return { ...given, y: isTensor ? given.y : m.tensor({ shape: [], dtype: KINDS }) };
    },
  },
];
