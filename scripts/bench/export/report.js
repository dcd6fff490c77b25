import { printTable } from "../numeric/table.js";

/** @import { Measures, Result } from "../export.js" */

/** @param {Measures} measures */
const faults = ({ violations }) => Object.values(violations).reduce((sum, count) => sum + count, 0);

/** What is counted of a page: the heading, how it is written, and the value. */
const COLUMNS = /** @type {[string, (value: number) => string, (one: Measures) => number][]} */ ([
  ["s", (value) => value.toFixed(1), ({ seconds }) => seconds],
  ["kB", (value) => (value / 1000).toFixed(0), ({ bytes }) => bytes],
  ["axe", String, faults],
  ["wider by", String, ({ overflow }) => overflow],
  ["requests", String, ({ requests }) => requests],
]);

/**
 * Prints a row for each notebook, ours before nbconvert's, then what they come to.
 * @param {Result[]} results
 */
export function report(results) {
  const cell = (/** @type {Measures | undefined} */ one, c = 0) => {
    const [, write, value] = COLUMNS[c] ?? [];
    return one === undefined || !write || !value ? "-" : write(value(one));
  };
  printTable(
    "each page: ours, nbconvert's",
    ["", ...COLUMNS.flatMap(([heading]) => [heading, ""])],
    results.map(({ name, ours, nbconvert }) => [
      name,
      ...COLUMNS.flatMap((_, c) => [cell(ours, c), cell(nbconvert, c)]),
    ]),
  );
  const both = results.flatMap(({ ours, nbconvert }) =>
    ours && nbconvert ? [{ ours, nbconvert }] : [],
  );
  const median = (/** @type {number[]} */ values) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  /** @param {(one: Measures) => number} value */
  const sums = (value) =>
    /** @type {[number, number]} */ ([
      both.reduce((sum, { ours }) => sum + value(ours), 0),
      both.reduce((sum, { nbconvert }) => sum + value(nbconvert), 0),
    ]);
  const medians = (/** @type {(one: Measures) => number} */ value) =>
    /** @type {[number, number]} */ ([
      median(both.map(({ ours }) => value(ours))),
      median(both.map(({ nbconvert }) => value(nbconvert))),
    ]);
  const exported = /** @type {[number, number]} */ ([
    results.filter(({ ours }) => ours).length,
    results.filter(({ nbconvert }) => nbconvert).length,
  ]);
  /** @type {[string, [number, number], (value: number) => string][]} */
  const rows = [
    [`exported, of ${results.length}`, exported, String],
    ["seconds, median", medians(({ seconds }) => seconds), (value) => value.toFixed(2)],
    ["kB, median", medians(({ bytes }) => bytes), (value) => (value / 1000).toFixed(0)],
    ["kB, in all", sums(({ bytes }) => bytes), (value) => (value / 1000).toFixed(0)],
    ["pages with a fault of axe", sums((one) => Number(faults(one) > 0)), String],
    ["faults of axe", sums(faults), String],
    ["pages that scroll sideways", sums(({ overflow }) => Number(overflow > 0)), String],
    ["requests", sums(({ requests }) => requests), String],
  ];
  printTable(
    "both together",
    ["", "ours", "nbconvert", "ratio"],
    rows.map(([what, [ours, peer], write]) => [
      what,
      write(ours),
      write(peer),
      peer === 0 ? "-" : (ours / peer).toFixed(2),
    ]),
  );
  printTable("what axe finds", ["", "ours", "nbconvert"], rules(both));
}

/** Elements by rule, most of ours first. @param {{ ours: Measures, nbconvert: Measures }[]} both */
function rules(both) {
  const found = both.flatMap(({ ours, nbconvert }) => [
    ...Object.keys(ours.violations),
    ...Object.keys(nbconvert.violations),
  ]);
  const count = (/** @type {"ours" | "nbconvert"} */ by, /** @type {string} */ rule) =>
    both.reduce((sum, one) => sum + (one[by].violations[rule] ?? 0), 0);
  return [...new Set(found)]
    .map((rule) => /** @type {const} */ ([rule, count("ours", rule), count("nbconvert", rule)]))
    .toSorted((a, b) => b[1] - a[1] || b[2] - a[2])
    .map(([rule, ours, peer]) => [rule, String(ours), String(peer)]);
}
