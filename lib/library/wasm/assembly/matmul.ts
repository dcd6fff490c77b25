// out [m, n] = a [m, k] · b [k, n], float32, each sum in the order of k. Both operands are copied
// into panels (4 rows of a, 8 columns of b, side by side for every k), so that the tile of 4 x 8
// sums reads straight on and stored transposes cost nothing; blocks of k and m stay in the caches.

const K_BLOCK: i32 = 256;
const M_BLOCK: i32 = 96;

/**
 * Copies 4 lines of `count` numbers side by side: to[stride · i + line] = from[line, i]. A line's
 * numbers stand `step` bytes apart, the lines `apart`; lines from `lines` on become zeros.
 */
function interleave(from: usize, apart: usize, step: usize, lines: i32, count: i32, to: usize, stride: usize): void {
  if (lines >= 4 && step == 4) {
    for (; count >= 4; count -= 4) {
      const a = v128.load(from);
      const b = v128.load(from + apart);
      const c = v128.load(from + 2 * apart);
      const d = v128.load(from + 3 * apart);
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
      v128.store(to + stride, v128.shuffle<f64>(ab, cd, 1, 3));
      const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      v128.store(to + 2 * stride, v128.shuffle<f64>(abHigh, cdHigh, 0, 2));
      v128.store(to + 3 * stride, v128.shuffle<f64>(abHigh, cdHigh, 1, 3));
      from += 16;
      to += stride << 2;
    }
  } else if (lines >= 4 && apart == 4) {
    for (; count > 0; count--) {
      v128.store(to, v128.load(from));
      from += step;
      to += stride;
    }
  }
  for (; count > 0; count--) {
    let at = from;
    for (let line = 0; line < 4; line++) {
      store<f32>(to + (<usize>line << 2), line < lines ? load<f32>(at) : 0);
      at += apart;
    }
    from += step;
    to += stride;
  }
}

// @ts-ignore: decorator
@inline
function start(out: usize, fresh: bool): v128 {
  return fresh ? f32x4.splat(0) : v128.load(out);
}

/** out [4, 8] (rows `width` bytes apart) = its value, or zeros when `fresh`, + a panel · b panel. */
// @ts-ignore: decorator
@inline
function tile(a: usize, b: usize, k: i32, out: usize, width: usize, fresh: bool): void {
  const row1 = out + width;
  const row2 = row1 + width;
  const row3 = row2 + width;
  let c00 = start(out, fresh);
  let c01 = start(out + 16, fresh);
  let c10 = start(row1, fresh);
  let c11 = start(row1 + 16, fresh);
  let c20 = start(row2, fresh);
  let c21 = start(row2 + 16, fresh);
  let c30 = start(row3, fresh);
  let c31 = start(row3 + 16, fresh);
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<f32>(a);
    c00 = f32x4.add(c00, f32x4.mul(a0, b0));
    c01 = f32x4.add(c01, f32x4.mul(a0, b1));
    const a1 = v128.load_splat<f32>(a, 4);
    c10 = f32x4.add(c10, f32x4.mul(a1, b0));
    c11 = f32x4.add(c11, f32x4.mul(a1, b1));
    const a2 = v128.load_splat<f32>(a, 8);
    c20 = f32x4.add(c20, f32x4.mul(a2, b0));
    c21 = f32x4.add(c21, f32x4.mul(a2, b1));
    const a3 = v128.load_splat<f32>(a, 12);
    c30 = f32x4.add(c30, f32x4.mul(a3, b0));
    c31 = f32x4.add(c31, f32x4.mul(a3, b1));
    a += 16;
    b += 32;
  }
  v128.store(out, c00);
  v128.store(out, c01, 16);
  v128.store(row1, c10);
  v128.store(row1, c11, 16);
  v128.store(row2, c20);
  v128.store(row2, c21, 16);
  v128.store(row3, c30);
  v128.store(row3, c31, 16);
}

function copyTile(from: usize, fromWidth: usize, to: usize, toWidth: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    for (let j: usize = 0; j < <usize>columns; j++) store<f32>(to + (j << 2), load<f32>(from + (j << 2)));
    from += fromWidth;
    to += toWidth;
  }
}

/** Bytes of scratch that `matmul` needs: the panels of a block of k, and one tile. */
export function matmulScratch(n: i32): usize {
  return <usize>K_BLOCK * 4 * (<usize>((n + 7) & ~7) + <usize>M_BLOCK) + 128;
}

/**
 * `apartA` and `stepA` are the bytes between rows and between the numbers of a row of a (a transpose
 * has them the other way round); `apartB` and `stepB` the same for b. k must be at least 1.
 */
export function matmul(a: usize, apartA: usize, stepA: usize, b: usize, apartB: usize, stepB: usize, out: usize, m: i32, k: i32, n: i32, scratch: usize): void {
  const width = <usize>n << 2;
  const panelsA = scratch;
  const spare = panelsA + <usize>K_BLOCK * 4 * <usize>M_BLOCK;
  const panelsB = spare + 128;
  for (let k0 = 0; k0 < k; k0 += K_BLOCK) {
    const depth = min(K_BLOCK, k - k0);
    const fresh = k0 == 0;
    const depthA = <usize>depth << 4;
    const depthB = <usize>depth << 5;
    for (let j = 0; j < n; j += 8) {
      const from = b + <usize>k0 * apartB + <usize>j * stepB;
      const to = panelsB + <usize>(j >> 3) * depthB;
      interleave(from, stepB, apartB, n - j, depth, to, 32);
      interleave(from + 4 * stepB, stepB, apartB, n - j - 4, depth, to + 16, 32);
    }
    for (let i0 = 0; i0 < m; i0 += M_BLOCK) {
      const rows = min(M_BLOCK, m - i0);
      for (let i = 0; i < rows; i += 4) {
        const from = a + <usize>(i0 + i) * apartA + <usize>k0 * stepA;
        interleave(from, apartA, stepA, rows - i, depth, panelsA + <usize>(i >> 2) * depthA, 16);
      }
      for (let j = 0; j < n; j += 8) {
        const panel = panelsB + <usize>(j >> 3) * depthB;
        for (let i = 0; i < rows; i += 4) {
          const to = out + <usize>(i0 + i) * width + (<usize>j << 2);
          const from = panelsA + <usize>(i >> 2) * depthA;
          const tall = min(4, rows - i);
          const wide = min(8, n - j);
          // What goes over the edge is computed aside.
          const isWhole = tall == 4 && wide == 8;
          if (!isWhole && !fresh) copyTile(to, width, spare, 32, tall, wide);
          tile(from, panel, depth, isWhole ? to : spare, isWhole ? width : 32, fresh);
          if (!isWhole) copyTile(spare, 32, to, width, tall, wide);
        }
      }
    }
  }
}
