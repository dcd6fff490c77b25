import type { ConformanceCase } from "./conformance-case.ts";

const constant = "TypeError: Assignment to constant variable.";

/** What cannot be assigned. */
export const constantCases: readonly ConformanceCase[] = [
  // Constants
  {
    title: "a constant cannot be assigned",
    cells: ["const a = 1\na = 2"],
    error: constant,
    at: [1, 2, 3],
  },
  {
    title: "nor in a later cell",
    cells: ["const a = 1", "\n  a = 2"],
    error: constant,
    at: [2, 2, 5],
  },
  { title: "and keeps its value", cells: ["const a = 1", "a = 2", "a"], value: 1 },
  {
    title: "nor in a function",
    cells: ["const a = 1", "const f = () => {\n  a = 2\n}\nf()"],
    error: constant,
    at: [2, 2, 5],
  },
  { title: "nor incremented", cells: ["const a = 1", "a++"], error: constant },
  { title: "nor by a compound", cells: ["const a = 1", "a += 1"], error: constant },
  { title: "nor by a pattern", cells: ["const a = 1", "[a] = [2]"], error: constant },
  {
    title: "nor by a nested pattern with a default",
    cells: ["const a = 1", "({ b: { a = 3 } } = { b: {} })"],
    error: constant,
  },
  { title: "nor by a shorthand", cells: ["const a = 1", "({ a } = { a: 2 })"], error: constant },
  { title: "nor by for-of", cells: ["const a = 1", "for (a of [2]) ;"], error: constant },
  { title: "nor by for-in", cells: ["const a = 1", "for (a in { b: 1 }) ;"], error: constant },
  { title: "nor through a type", cells: ["const a = 1", "(a as number) = 2"], error: constant },
  { title: "nor an import", cells: ["import it from 'fixture'", "it = 1"], error: constant },
  {
    title: "a logical assignment writes only where it must",
    cells: ["const a = 1", "a ||= 2"],
    value: 1,
  },
  { title: "and then fails", cells: ["const a = 0", "a ||= 2"], error: constant },
  {
    title: "a constant named as a global is the one that is looked at",
    cells: ["const URL = 0", "URL ||= 2"],
    error: constant,
  },
  {
    title: "also where it keeps its value",
    cells: ["const URL = 7, fetch = null", "[URL ??= 2, (() => URL ||= 3)(), (fetch &&= 1)]"],
    value: [7, 7, null],
  },
  { title: "nor is the global counted up", cells: ["const URL = 0", "URL++"], error: constant },
  {
    title: "in patterns and shorthands it is the cell's own, too",
    cells: [
      "let URL = 1, name = 'URL'",
      "({ URL } = { URL: 2 }); for (URL of [3]); [URL] = [URL + 1]; `${typeof URL}${{ URL }.URL}`",
    ],
    value: "number4",
  },
  {
    title: "the right side runs first",
    cells: ["const a = 1\nlet ran = 0", "a = (ran = 1)", "ran"],
    value: 1,
  },
  {
    title: "a parameter shadows a constant",
    cells: ["const a = 1", "((a: number) => { a = 2; return a })(1)"],
    value: 2,
  },
  {
    title: "a local shadows a constant",
    cells: ["const a = 1", "{ let a = 1; a = 3; }\na"],
    value: 1,
  },
  {
    title: "a local var shadows a constant",
    cells: ["const a = 1", "(function () { a = 4; var a; return a })()"],
    value: 4,
  },
  {
    title: "a catch parameter shadows",
    cells: ["const e = 1", "try { throw 0 } catch (e) { e = 5 }\ne"],
    value: 1,
  },
  {
    title: "a loop variable shadows",
    cells: ["const i = 9", "let s = 0\nfor (let i = 0; i < 3; i++) s += i;\n[s, i]"],
    value: [3, 9],
  },
  {
    title: "a property of that name is free",
    cells: ["const a = { a: 1 }", "a.a = 2\na"],
    value: { a: 2 },
  },
  { title: "let makes a constant free", cells: ["const a = 1", "let a = 2", "a = 3\na"], value: 3 },
  {
    title: "const makes a let fast",
    cells: ["let a = 1", "const a = 2", "a = 3"],
    error: constant,
  },
];
