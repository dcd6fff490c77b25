// The method and the coefficients of FreeBSD's s_erf.c, copyright (C) 1993 Sun Microsystems, freely
// usable with this notice: rational functions on five intervals.

const POLYNOMIALS: Record<"small" | "one" | "middle" | "large", readonly [number[], number[]]> = {
  small: [
    [
      0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
      -0.000023763016656650163,
    ],
    [
      1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
      -0.000003960228278775368,
    ],
  ],
  one: [
    [
      -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175,
      -0.11089469428239668, 0.035478304325618236, -0.002166375594868791,
    ],
    [
      1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164,
      0.01363708391202905, 0.011984499846799107,
    ],
  ],
  middle: [
    [
      -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006,
      -162.39666946257347, -184.60509290671104, -81.2874355063066, -9.814329344169145,
    ],
    [
      1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679,
      429.00814002756783, 108.63500554177944, 6.570249770319282, -0.0604244152148581,
    ],
  ],
  large: [
    [
      -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192,
      -637.5664433683896, -1025.0951316110772, -483.5191916086514,
    ],
    [
      1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955,
      2553.0504064331644, 474.52854120695537, -22.44095244658582,
    ],
  ],
};

/** erf(1) in float32, around which the second interval is computed. */
const ERF_ONE = 0.8450629115104675;

/**
 * The probability that a normal number of variance ½ is between -x and x: 2/√π ∫₀ˣ exp(-t²) dt. The
 * error is below 1 ulp, as far as `Math.exp` is exact.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (size < 0.84375) return x + x * ratio("small", x * x);
  if (size >= 6) return Math.sign(x);
  if (size < 1.25) return Math.sign(x) * (ERF_ONE + ratio("one", size - 1));
  const tail = ratio(size < 1 / 0.35 ? "middle" : "large", 1 / (x * x));
  // exp(-x²) in two factors, the first of a number with few bits, whose square is exact.
  const few = Math.fround(size);
  const product = Math.exp(-few * few - 0.5625) * Math.exp((few - size) * (few + size) + tail);
  return Math.sign(x) * (1 - product / size);
}

/**
 * The same as torch's loops compute it for float32: formula 7.1.26 of Abramowitz and Stegun's
 * "Handbook of Mathematical Functions", whose error is up to 1.5e-7.
 */
export function erfOfFloat32(x: number): number {
  const round = Math.fround;
  const size = round(Math.abs(x));
  const t = round(1 / round(round(0.3275911) * size + 1));
  let r = 0;
  for (const coefficient of HANDBOOK) r = round(r * t + round(coefficient));
  const rest = round(round(Math.exp(-round(size * size))) * t);
  const value = round(1 - rest * r);
  return x < 0 || Object.is(x, -0) ? -value : value;
}

const HANDBOOK = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];

function ratio(interval: keyof typeof POLYNOMIALS, x: number): number {
  const [above, below] = POLYNOMIALS[interval];
  return horner(above, x) / horner(below, x);
}

function horner(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--)
    value = value * x + (coefficients[i] as number);
  return value;
}
