import { binary } from "../elementwise/binary.ts";
import { compare } from "../elementwise/compare.ts";
import { pow } from "../elementwise/pow.ts";
import { type RoundingOperation, unary } from "../elementwise/unary.ts";
import { choose } from "../mask/choose.ts";
import type { Operand } from "../operand.ts";
import type { Strided } from "../strided.ts";
import type { Rule, Rules } from "./graph.ts";
import { named } from "./record.ts";
import { saveForBackward } from "./saved-tensors.ts";
import { zerosOf } from "./scatter.ts";

// The derivatives of roundings, further functions of one number, and powers; see derivatives.ts.

type Derivative = Rule<Strided>;

const mul = (a: Strided, b: Operand) => binary("mul", a, b);

/** Nothing comes back, whatever the gradient is. */
export const zeroBackward = (): Derivative[] => [zerosOf];

export const MATH_BACKWARD: Record<
  RoundingOperation | "log1p" | "expm1" | "sin" | "cos",
  (x: Strided, y: Strided) => Derivative[]
> = {
  round: zeroBackward,
  floor: zeroBackward,
  ceil: zeroBackward,
  trunc: zeroBackward,
  sign: zeroBackward,
  log1p: (x) => [saveForBackward([x], (g) => binary("div", g, binary("add", x, 1)))],
  expm1: (_, y) => [saveForBackward([y], (g) => mul(g, binary("add", y, 1)))],
  sin: (x) => [saveForBackward([x], (g) => mul(g, unary("cos", x)))],
  cos: (x) => [saveForBackward([x], (g) => mul(g, unary("neg", unary("sin", x))))],
};

/** x^k gives k x^(k - 1) to x, and x^k log x to k; neither gets NaN where the power is constant. */
export function powBackward(x: Strided, exponent: Operand, y: Strided): Rules<Strided> {
  if (typeof exponent !== "object") {
    const k = Number(exponent);
    const rule = (g: Strided) => (k === 0 ? zerosOf(g) : mul(g, mul(pow(x, k - 1), k)));
    return named("PowBackward0", [saveForBackward(k === 0 ? [] : [x], rule)]);
  }
  return named("PowBackward1", [
    saveForBackward([x, exponent], (g) => {
      const slope = mul(exponent, pow(x, binary("sub", exponent, 1)));
      return choose(compare("eq", exponent, 0), zeroLike(g), mul(g, slope));
    }),
    saveForBackward([x, exponent, y], (g) => {
      const isConstant = mul(compare("eq", x, 0), compare("ge", exponent, 0));
      return mul(g, choose(isConstant, zeroLike(g), mul(y, unary("log", x))));
    }),
  ]);
}

const zeroLike = ({ dtype }: Strided) => zerosOf({ dtype, shape: [] });
