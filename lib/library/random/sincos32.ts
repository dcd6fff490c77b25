import { fma32 } from "./fma32.ts";

const { fround } = Math;
const FOUR_OVER_PI = fround(1.27323954473516);
// π / 4 in three parts, so that multiples of it can be taken off without loss.
const PART_1 = fround(-0.78515625);
const PART_2 = fround(-2.4187564849853516e-4);
const PART_3 = fround(-3.774894977445941e-8);
const SIN = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(fround);
const COS = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(fround);

/**
 * Sine and cosine of a float32 angle that is not negative, to the bit as torch's vector code has
 * them: the single-precision polynomials of Cephes, fused where processors fuse.
 */
export function sincos32(angle: number): { sin: number; cos: number } {
  const octant = (Math.trunc(fround(angle * FOUR_OVER_PI)) + 1) & ~1;
  let x = fma32(octant, PART_1, angle);
  x = fma32(octant, PART_2, x);
  x = fma32(octant, PART_3, x);
  const z = fround(x * x);

  let c = fma32(COS[0] as number, z, COS[1] as number);
  c = fma32(c, z, COS[2] as number);
  c = fround(c * z);
  c = fround(fma32(c, z, -fround(z * 0.5)) + 1);

  let s = fma32(SIN[0] as number, z, SIN[1] as number);
  s = fma32(s, z, SIN[2] as number);
  s = fround(s * z);
  s = fma32(s, x, x);

  const swapped = (octant & 2) !== 0;
  const sin = swapped ? c : s;
  const cos = swapped ? s : c;
  return {
    sin: (octant & 4) !== 0 ? -sin : sin,
    cos: ((octant - 2) & 4) === 0 ? -cos : cos,
  };
}
