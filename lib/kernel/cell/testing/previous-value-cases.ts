import type { ConformanceCase } from "./conformance-case.ts";

/** A `var` begins with the value that its name had before the cell. */
export const previousValueCases: readonly ConformanceCase[] = [
  { title: "a var counts on", cells: ["var m = 10", "var m = m + 1", "m"], value: 11 },
  { title: "as let does", cells: ["let m = 10", "let m = m + 1", "m"], value: 11 },
  { title: "as const does", cells: ["const m = 10", "const m = m + 1", "m"], value: 11 },
  { title: "one without a value is undefined", cells: ["var n = n || 7\nn"], value: 7 },
  { title: "a var without an initialiser keeps it", cells: ["var m = 10", "var m\nm"], value: 10 },
  {
    title: "a cell that is run again closes what it opened",
    cells: Array(3).fill(
      "var closed = closed ?? 0\nif (typeof srv !== 'undefined') srv.close()\nvar srv = { close() { closed += 1 } }\nclosed",
    ),
    value: 2,
  },
  { title: "from a block", cells: Array(2).fill("{ var b = (b ?? 0) + 1 }\nb"), value: 2 },
  {
    title: "from a loop's head",
    cells: ["var i = 3", "for (var i = i; i < 5; i++);\ni"],
    value: 5,
  },
  { title: "over itself", cells: ["var x = [1, 2]", "for (var x of x);\nx"], value: 2 },
  { title: "as a default", cells: ["var a = 5", "var { a = a } = {}\na"], value: 5 },
  {
    title: "taken apart",
    cells: ["var a = [1, 2]", "var [a, n] = [a, a.length];\n[a, n]"],
    value: [[1, 2], 2],
  },
  {
    title: "in a function that is called at once",
    cells: ["var a = 5", "var a = (() => a + 1)()\na"],
    value: 6,
  },
  {
    title: "through a function",
    cells: Array(2).fill("function get() { return z }\nvar z = (get() ?? 0) + 1\nz"),
    value: 2,
  },
  { title: "of a const", cells: ["const k = 3", "var k = k + 1\nk"], value: 4 },
  { title: "of a function", cells: ["function k() { return 3 }", "var k = k()\nk"], value: 3 },
  { title: "of a class", cells: ["class K { n = 3 }", "var K = new K()\nK.n"], value: 3 },
  {
    title: "of an import",
    cells: ["import it from 'fixture'", "var it = it + 1\nit"],
    value: "default1",
  },
  { title: "of a global", cells: ["var URL = URL\ntypeof URL"], value: "function" },
  { title: "after one that failed", cells: ["const f = nope()", "var f = f ?? 1\nf"], value: 1 },
  {
    title: "in a cell that disposes of something",
    cells: Array(2).fill("using r = null\nconst c = typeof v\nvar v = (v ?? 0) + 1\nv"),
    value: 2,
  },
  {
    title: "but a var of a function is the function's",
    cells: ["var m = 1", "(() => { var m = m; return m })()"],
    value: undefined,
  },
];
