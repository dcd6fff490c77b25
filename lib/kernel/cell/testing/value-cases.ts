import type { ConformanceCase } from "./conformance-case.ts";

/** What a cell shows. */
export const valueCases: readonly ConformanceCase[] = [
  // Values
  { title: "the last expression is the value", cells: ["1; 2"], value: 2 },
  { title: "a trailing semicolon takes no value away", cells: ["const a = 5;\na;;\n;"], value: 5 },
  { title: "nor does a trailing comment", cells: ["7 // seven\n/* end */"], value: 7 },
  { title: "an object in parentheses", cells: ["({ a: 1 })"], value: { a: 1 } },
  { title: "a string is a value, not a directive", cells: ["'use strict'"], value: "use strict" },
  { title: "undefined is a value", cells: ["undefined"], value: undefined },
  { title: "an empty cell has none", cells: [""], none: true },
  { title: "a comment has none", cells: ["// nothing"], none: true },
  { title: "a declaration has none", cells: ["1\nconst a = 2"], none: true },
  { title: "a hoisted function has none", cells: ["1\nfunction f() {}"], none: true },
  { title: "a type has none", cells: ["1\ntype T = string"], none: true },
  { title: "a block has none", cells: ["{ 1 }"], none: true },
  { title: "a loop has none", cells: ["for (const a of [1]) a"], none: true },
  { title: "an assignment is an expression", cells: ["let a\na = 3"], value: 3 },
  { title: "a class expression", cells: ["typeof (class {})"], value: "function" },
  { title: "a value behind a type", cells: ["const a = 1\na as unknown as string"], value: 1 },
  {
    title: "a promise is shown as it is",
    cells: ["globalThis.Object.prototype.toString.call(Promise.resolve(1))"],
    value: "[object Promise]",
  },
  { title: "top-level await", cells: ["const a = await Promise.resolve(4)\na"], value: 4 },
  {
    title: "for await at the top",
    cells: [
      "async function* g() { yield 1; yield 2 }\nlet sum = 0\nfor await (const n of g()) sum += n",
      "sum",
    ],
    value: 3,
  },
  {
    title: "cells are strict",
    cells: ["undeclared = 1"],
    error: "ReferenceError: undeclared is not defined",
  },
  { title: "this is undefined at the top", cells: ["typeof this"], value: "undefined" },
  { title: "this in an arrow at the top", cells: ["(() => typeof this)()"], value: "undefined" },
  {
    title: "this in methods stays",
    cells: ["({ a: 1, m() { return (() => this.a)() } }).m()"],
    value: 1,
  },
  {
    title: "arguments is nobody's",
    cells: ["arguments"],
    error: "ReferenceError: arguments is not defined",
  },
];
