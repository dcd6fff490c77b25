import type { ConformanceCase } from "./conformance-case.ts";

/** What cells share, and when. */
export const scopeCases: readonly ConformanceCase[] = [
  // Shared scope
  {
    title: "an earlier function sees a later assignment",
    cells: ["let n = 1\nfunction f() { return n }", "n = 5", "f()"],
    value: 5,
  },
  {
    title: "a recursive function sees its redeclaration",
    cells: [
      "function f(n: number): string { return n === 0 ? 'old' : f(n - 1) }\nconst old = f",
      "function f(n: number): string { return 'new' }",
      "old(1)",
    ],
    value: "new",
  },
  {
    title: "an earlier closure keeps its own variable",
    cells: ["const fs = [1, 2].map((n) => () => n)", "let n = 9", "fs.map((f) => f())"],
    value: [1, 2],
  },
  {
    title: "what was assigned before a throw survives",
    cells: ["const a = 1\nlet b = 2\nthrow new Error('stop')\nlet c = 3", "[a, b]"],
    value: [1, 2],
  },
  {
    title: "a failed declaration can be declared again",
    cells: ["function f(): number { throw new Error('no') }\nconst x = f()", "const x = 2\nx"],
    value: 2,
  },
  {
    title: "a failed redeclaration leaves the old value, as in Python",
    cells: ["const x = 1", "const x = JSON.parse('{')", "x"],
    value: 1,
  },
  {
    title: "functions are hoisted",
    cells: ["f()\nfunction f() { return 'up' }", "f()"],
    value: "up",
  },
  {
    title: "a hoisted function sees what comes after it",
    cells: ["const a = f\nconst b = 2\nfunction f() { return b }\na()"],
    value: 2,
  },
  {
    title: "a let has a dead zone",
    cells: ["early\nlet early = 1"],
    error: "ReferenceError: early is not defined",
  },
  {
    title: "a class has a dead zone",
    cells: ["new Zone()\nclass Zone {}"],
    error: "ReferenceError: Zone is not defined",
  },
  {
    title: "a var is undefined before",
    cells: ["const a = v\nvar v = 1", "[a, v]"],
    value: [undefined, 1],
  },
  {
    title: "a var in a block belongs to the cell",
    cells: [
      "if (true) { var deep = 1 }\nfor (var i = 0; i < 3; i++) { var last = i }",
      "[deep, i, last]",
    ],
    value: [1, 3, 2],
  },
  {
    title: "var takes patterns, also after a line without a semicolon",
    cells: [
      "const o = { a: 1, b: [2] }\nvar { a, b: [c] } = o\nvar [d] = [3]\nvar e = 4, f",
      "[a, c, d, e, f]",
    ],
    value: [1, 2, 3, 4, undefined],
  },
  {
    title: "var in the heads of loops",
    cells: [
      "for (var [k, v] of [['a', 1]]) ;\nfor (var p in { q: 1 }) ;\nfor (var { x } = { x: 5 }; x < 6; x++) ;",
      "[k, v, p, x]",
    ],
    value: ["a", 1, "q", 6],
  },
  { title: "var twice in one cell", cells: ["var a = 1; var a = 2", "a"], value: 2 },
  {
    title: "a var in a function stays there",
    cells: ["(() => { var hid = 1; return hid })()\ntypeof hid"],
    value: "undefined",
  },
  {
    title: "a block's let stays there",
    cells: ["{ let inBlock = 1 }\ntypeof inBlock"],
    value: "undefined",
  },
  { title: "let twice in one cell", cells: ["let a = 1\nlet a = 2"], syntax: [2, 5] },
  {
    title: "function and class of one name",
    cells: ["function a() {}\nclass a {}"],
    syntax: [2, 7],
  },
  {
    title: "names of functions",
    cells: [
      "function foo() {}\nconst bar = () => {}\nclass Baz {}",
      "[foo.name, bar.name, Baz.name]",
    ],
    value: ["foo", "bar", "Baz"],
  },
  {
    title: "generators and async functions",
    cells: [
      "function* g() { yield 1 }\nasync function a() { return 2 }\nasync function* ag() { yield 3 }\nconst [x] = g()\n",
      "[x, await a(), (await ag().next()).value]",
    ],
    value: [1, 2, 3],
  },
  {
    title: "a class sees itself in its statics",
    cells: [
      "class A { static one = new A()\n static make() { return new A() } }\nA.one instanceof A && A.make() instanceof A",
    ],
    value: true,
  },
  {
    title: "labels",
    cells: ["let n = 0\nouter: for (;;) { for (;;) { n++; break outer } }", "n"],
    value: 1,
  },
  { title: "a name with an escape", cells: ["const \\u0061b = 1", "ab"], value: 1 },
  { title: "a name like __proto__", cells: ["const __proto__ = 5", "__proto__"], value: 5 },
];
