/**
 * Solves a system of n equations by elimination, with the largest number of each column as pivot.
 *
 * @param a the n by n coefficients, row by row; they are overwritten
 * @param b the right sides, n rows of k, which become the solutions
 * @throws {RangeError} when the coefficients are singular
 */
export function solveInPlace(
  a: Float64Array,
  b: Float64Array,
  { n, k }: { n: number; k: number },
): void {
  for (let column = 0; column < n; column++) {
    const pivot = pivotRow(a, n, column);
    exchange(a, n, column, pivot);
    exchange(b, k, column, pivot);
    const top = a[column * n + column] as number;
    if (top === 0)
      throw new RangeError("linalg.solve: must not be singular, got a singular matrix");
    for (let row = column + 1; row < n; row++) {
      const factor = (a[row * n + column] as number) / top;
      if (factor === 0) continue;
      subtractRow(a, n, { from: column, to: row, factor });
      subtractRow(b, k, { from: column, to: row, factor });
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let known = row + 1; known < n; known++) {
      subtractRow(b, k, { from: known, to: row, factor: a[row * n + known] as number });
    }
    const top = a[row * n + row] as number;
    for (let j = 0; j < k; j++) b[row * k + j] = (b[row * k + j] as number) / top;
  }
}

/** The row with the largest number of the column, from the diagonal down. */
function pivotRow(a: Float64Array, n: number, column: number): number {
  let best = column;
  for (let row = column + 1; row < n; row++) {
    const size = Math.abs(a[row * n + column] as number);
    if (size > Math.abs(a[best * n + column] as number)) best = row;
  }
  return best;
}

function exchange(rows: Float64Array, width: number, i: number, j: number): void {
  if (i === j) return;
  const row = rows.slice(i * width, (i + 1) * width);
  rows.copyWithin(i * width, j * width, (j + 1) * width);
  rows.set(row, j * width);
}

function subtractRow(
  rows: Float64Array,
  width: number,
  { from, to, factor }: { from: number; to: number; factor: number },
): void {
  for (let j = 0; j < width; j++) {
    const at = to * width + j;
    rows[at] = (rows[at] as number) - factor * (rows[from * width + j] as number);
  }
}
