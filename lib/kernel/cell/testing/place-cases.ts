import type { ConformanceCase } from "./conformance-case.ts";

/** Where errors are, and sources that nobody should write. */
export const placeCases: readonly ConformanceCase[] = [
  // Places
  {
    title: "after types",
    cells: [
      "interface A {\n  a: string\n}\n\nfunction f(a: A,\n  b: number): never {\n  throw new Error('here')\n}\nf({ a: '' }, 1)",
    ],
    error: "Error: here",
    at: [1, 7, 9],
  },
  {
    title: "in an earlier cell's function",
    cells: ["type T = 1\nconst f = (x: T): T => { throw new Error('n' + x) }", "\nf(1)"],
    error: "Error: n1",
    at: [1, 2, 32],
  },
  {
    title: "in lowered code",
    cells: [
      "enum E { A }\nclass P {\n  constructor(private x: number) {}\n  go() {\n    throw new Error('p')\n  }\n}\nnew P(1).go()",
    ],
    error: "Error: p",
    at: [1, 5, 11],
  },
  {
    title: "in a cell with using",
    cells: ["using a = null\nlet b: number = 1\nthrow new Error('u')"],
    error: "Error: u",
    at: [1, 3, 7],
  },
  {
    title: "in a moved function",
    cells: ["const a = 1\n\nfunction late(): void {\n  throw new Error('m')\n}\nlate()"],
    error: "Error: m",
    at: [1, 4, 9],
  },
  {
    title: "with CRLF",
    cells: ["type A = 1\r\nconst a = 1\r\nthrow new Error('w')"],
    error: "Error: w",
    at: [1, 3, 7],
  },
  {
    title: "after an emoji, in UTF-16",
    cells: ["const s = '🦀'; throw new Error(s)"],
    error: "Error: 🦀",
    at: [1, 1, 23],
  },
  {
    title: "of a failed import",
    cells: ["1\nimport { a } from 'broken'"],
    error: "Error: broken module",
    at: [1, 2, 1],
  },

  // Odd and hostile sources
  { title: "a byte order mark", cells: ["\ufeffconst a = 1\na"], value: 1 },
  { title: "a hash-bang line", cells: ["#!/usr/bin/env node\nconst a = 2\na"], value: 2 },
  { title: "CRLF", cells: ["const a = 1\r\nlet b = 2\r\na + b\r\n"], value: 3 },
  {
    title: "a very long line",
    cells: [`const a = [${"1, ".repeat(20_000)}1]\na.length`],
    value: 20_001,
  },
  { title: "deep nesting", cells: [`${"(".repeat(500)}1${")".repeat(500)}`], value: 1 },
  { title: "a closing brace", cells: ["}"], syntax: [1, 1] },
  { title: "closing the compiler's own block", cells: ["using a = null\n} {"], syntax: [2, 1] },
  { title: "an open string", cells: ["const a = 1\nconst s = 'abc\nx"], syntax: [2, 11] },
  { title: "an open template", cells: ["`abc"], syntax: [1, 2] },
  { title: "an open comment", cells: ["1 /* abc"], syntax: [1, 3] },
  { title: "await as a name", cells: ["let await = 1"], syntax: [1, 5] },
  { title: "let let", cells: ["let let = 1"], syntax: [1, 5] },
  { title: "return at the top", cells: ["return 1"], syntax: [1, 1] },
  { title: "with", cells: ["with (a) {}"], syntax: [1, 1] },
  { title: "an octal", cells: ["010"], syntax: [1, 1] },
  { title: "a magic", cells: ["%magic"], syntax: [1, 1] },
  { title: "an unknown label", cells: ["break nowhere"], syntax: [1, 1] },
  {
    title: "a sourceURL of one's own changes nothing",
    cells: ["throw new Error('s')\n//# sourceURL=evil"],
    error: "Error: s",
    at: [1, 1, 7],
  },
];
