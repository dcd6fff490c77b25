import type { Rows } from "../rows.ts";

/**
 * The samples of a node: those between `start` and `end` in the order of each feature. All nodes of a
 * tree share the orders, since memory for each would take most of the time.
 */
export interface NodeSamples {
  /** The targets of all samples. */
  readonly y: Float64Array;
  /** For each feature the value of each sample; in float32, as sklearn holds them. */
  readonly columns: readonly Float32Array[];
  /** For each feature the samples, in each node from the least value to the greatest. */
  readonly orders: readonly Int32Array[];
  /** Room for as many samples, for whoever moves them. */
  readonly spare: Int32Array;
  readonly start: number;
  readonly end: number;
}

/** All samples, sorted once for all nodes. */
export function sortSamples(x: Rows, y: ArrayLike<number>): NodeSamples {
  const columns: Float32Array[] = [];
  const features = (x[0] as ArrayLike<number>).length;
  for (let feature = 0; feature < features; feature++) {
    const column = new Float32Array(x.length);
    for (let i = 0; i < x.length; i++) column[i] = x[i]?.[feature] as number;
    columns.push(column);
  }
  const orders = columns.map((column) =>
    new Int32Array(column.keys()).sort((a, b) => (column[a] as number) - (column[b] as number)),
  );
  const spare = new Int32Array(x.length);
  return { y: Float64Array.from(y), columns, orders, spare, start: 0, end: x.length };
}

/**
 * Moves the samples whose feature is at most the threshold to the front of the node, in every order,
 * and says where the others begin. What goes to one side keeps its order, so it is sorted there too.
 */
export function partition(
  { columns, orders, spare, start, end }: NodeSamples,
  { feature, threshold }: { feature: number; threshold: number },
): number {
  const column = columns[feature] as Float32Array;
  let middle = start;
  for (const order of orders) {
    middle = start;
    let count = 0;
    for (let at = start; at < end; at++) {
      const i = order[at] as number;
      if ((column[i] as number) <= threshold) order[middle++] = i;
      else spare[count++] = i;
    }
    order.set(spare.subarray(0, count), middle);
  }
  return middle;
}
