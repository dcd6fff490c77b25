// out [m, n] = a [m, k] · b [k, n], float64, each sum in the order of k: as `matmul` does it for float32,
// with tiles of 4 x 4. Every tile is computed aside, so that edges need no code of their own.

const K_BLOCK: i32 = 256;
const M_BLOCK: i32 = 64;

/** Copies 4 lines of `count` numbers side by side; a line's numbers stand `step` bytes apart, the lines `apart`; lines from `lines` on become zeros. */
function interleave(from: usize, apart: usize, step: usize, lines: i32, count: i32, to: usize): void {
  for (; count > 0; count--) {
    let at = from;
    for (let line = 0; line < 4; line++) {
      store<f64>(to, line < lines ? load<f64>(at) : 0);
      at += apart;
      to += 8;
    }
    from += step;
  }
}

/** tile [4, 4] += a panel · b panel. */
// @ts-ignore: decorator
@inline
function multiply(a: usize, b: usize, k: i32, tile: usize): void {
  let c00 = v128.load(tile);
  let c01 = v128.load(tile, 16);
  let c10 = v128.load(tile, 32);
  let c11 = v128.load(tile, 48);
  let c20 = v128.load(tile, 64);
  let c21 = v128.load(tile, 80);
  let c30 = v128.load(tile, 96);
  let c31 = v128.load(tile, 112);
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load64_splat(a);
    c00 = f64x2.add(c00, f64x2.mul(a0, b0));
    c01 = f64x2.add(c01, f64x2.mul(a0, b1));
    const a1 = v128.load64_splat(a, 8);
    c10 = f64x2.add(c10, f64x2.mul(a1, b0));
    c11 = f64x2.add(c11, f64x2.mul(a1, b1));
    const a2 = v128.load64_splat(a, 16);
    c20 = f64x2.add(c20, f64x2.mul(a2, b0));
    c21 = f64x2.add(c21, f64x2.mul(a2, b1));
    const a3 = v128.load64_splat(a, 24);
    c30 = f64x2.add(c30, f64x2.mul(a3, b0));
    c31 = f64x2.add(c31, f64x2.mul(a3, b1));
    a += 32;
    b += 32;
  }
  v128.store(tile, c00);
  v128.store(tile, c01, 16);
  v128.store(tile, c10, 32);
  v128.store(tile, c11, 48);
  v128.store(tile, c20, 64);
  v128.store(tile, c21, 80);
  v128.store(tile, c30, 96);
  v128.store(tile, c31, 112);
}

/** Bytes of scratch that `matmulOfDoubles` needs: one tile, and the panels of a block of k. */
export function matmulOfDoublesScratch(n: i32): usize {
  return 128 + <usize>K_BLOCK * 8 * (<usize>((n + 3) & ~3) + <usize>M_BLOCK);
}

/** As `matmul`. */
export function matmulOfDoubles(a: usize, apartA: usize, stepA: usize, b: usize, apartB: usize, stepB: usize, out: usize, m: i32, k: i32, n: i32, scratch: usize): void {
  const panelsA = scratch + 128;
  const panelsB = panelsA + <usize>K_BLOCK * 8 * <usize>M_BLOCK;
  for (let k0 = 0; k0 < k; k0 += K_BLOCK) {
    const depth = min(K_BLOCK, k - k0);
    const panel = <usize>depth << 5;
    for (let j = 0; j < n; j += 4) {
      interleave(b + <usize>k0 * apartB + <usize>j * stepB, stepB, apartB, n - j, depth, panelsB + <usize>(j >> 2) * panel);
    }
    for (let i0 = 0; i0 < m; i0 += M_BLOCK) {
      const rows = min(M_BLOCK, m - i0);
      for (let i = 0; i < rows; i += 4) {
        interleave(a + <usize>(i0 + i) * apartA + <usize>k0 * stepA, apartA, stepA, rows - i, depth, panelsA + <usize>(i >> 2) * panel);
      }
      for (let j = 0; j < n; j += 4) {
        const wide = min(4, n - j);
        for (let i = 0; i < rows; i += 4) {
          const tall = min(4, rows - i);
          const corner = out + (<usize>(i0 + i) * <usize>n + <usize>j << 3);
          if (k0 == 0) memory.fill(scratch, 0, 128);
          else move(corner, <usize>n << 3, scratch, 32, tall, wide);
          multiply(panelsA + <usize>(i >> 2) * panel, panelsB + <usize>(j >> 2) * panel, depth, scratch);
          move(scratch, 32, corner, <usize>n << 3, tall, wide);
        }
      }
    }
  }
}

function move(from: usize, fromWidth: usize, to: usize, toWidth: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    for (let j: usize = 0; j < <usize>columns; j++) store<f64>(to + (j << 3), load<f64>(from + (j << 3)));
    from += fromWidth;
    to += toWidth;
  }
}
