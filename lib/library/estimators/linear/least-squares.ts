/**
 * The coefficients of the columns whose weighted sum is nearest to y; undefined where a column is,
 * but for rounding, a weighted sum of those before it. Overwrites the columns and y.
 *
 * Modified Gram-Schmidt with y as a last column, which is as stable as Householder's reflections
 * (Björck 1967). What cancels is the columns themselves, not their squares.
 */
export function leastSquares(columns: readonly Float64Array[], y: Float64Array) {
  const all = [...columns, y];
  // Of each column the parts along those before it, and its length after these are gone.
  const r = all.map(() => new Float64Array(columns.length));
  for (const [k, column] of columns.entries()) {
    const length = Math.sqrt(dot(column, column));
    const before = Math.sqrt(
      (r[k] as Float64Array).reduce((sum, v) => sum + v * v, length * length),
    );
    if (!(length > 1e-10 * before)) return undefined;
    for (let i = 0; i < column.length; i++) column[i] = (column[i] as number) / length;
    (r[k] as Float64Array)[k] = length;
    for (let j = k + 1; j < all.length; j++) {
      const other = all[j] as Float64Array;
      const along = dot(column, other);
      (r[j] as Float64Array)[k] = along;
      for (let i = 0; i < other.length; i++)
        other[i] = (other[i] as number) - along * (column[i] as number);
    }
  }
  const coefficients = Array.from(r[columns.length] as Float64Array);
  for (let k = columns.length - 1; k >= 0; k--) {
    for (let j = k + 1; j < columns.length; j++) {
      coefficients[k] =
        (coefficients[k] as number) - (r[j]?.[k] as number) * (coefficients[j] as number);
    }
    coefficients[k] = (coefficients[k] as number) / (r[k]?.[k] as number);
  }
  return coefficients;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
