import type { ConformanceCase } from "./conformance-case.ts";

const constant = "TypeError: Assignment to constant variable.";

/** Syntax that is TypeScript's own, or newer than the engine. */
export const typescriptCases: readonly ConformanceCase[] = [
  // TypeScript
  {
    title: "enums",
    cells: ["enum E { A, B = 'b' }\nconst enum C { X = 5 }", "[E.A, E[0], E.B, C.X]"],
    value: [0, "A", "b", 5],
  },
  {
    title: "an enum run again is the new one",
    cells: ["enum E { A }", "enum E { B }", "E"],
    value: { B: 0, 0: "B" },
  },
  {
    title: "namespaces",
    cells: ["namespace N { export const a = 1; export function f() { return a } }", "N.f()"],
    value: 1,
  },
  {
    title: "a namespace of types",
    cells: ["namespace N { export type T = number }\nconst a: N.T = 1\na"],
    value: 1,
  },
  {
    title: "parameter properties",
    cells: [
      "class P { constructor(readonly x: number, private y = 2) {} sum() { return this.x + this.y } }",
      "new P(1).sum()",
    ],
    value: 3,
  },
  {
    title: "decorators",
    cells: [
      "const log: string[] = []\nfunction dec(value: any, context: any) { log.push(context.kind + ' ' + String(context.name)); return value }",
      "@dec class A { @dec m() {} }\n@dec class B { @dec field = 1 }",
      "[log, new B().field]",
    ],
    value: [["method m", "class A", "field field", "class B"], 1],
  },
  {
    title: "decorators of two cells do not mix",
    cells: [
      "const plus = (by: number) => (v: unknown, c: any) => (start: number) => start + by\nclass A { @plus(1) n = 1 }",
      "class B { @plus(10) n = 1 }",
      "[new A().n, new B().n]",
    ],
    value: [2, 11],
  },
  {
    title: "accessor",
    cells: [
      "class A { accessor n = 1; static accessor s = 2 }",
      "const a = new A(); a.n = 5; [a.n, A.s, Object.hasOwn(a, 'n')]",
    ],
    value: [5, 2, false],
  },
  {
    title: "JSX with a pragma",
    cells: [
      "/** @jsx h */\nconst h = (tag: string, props: object | null, ...kids: unknown[]) => [tag, props, kids]\nconst who = 'you'\n;<p class='a'>hi {who}</p>",
    ],
    value: ["p", { class: "a" }, ["hi ", "you"]],
  },
  {
    title: "using at the top",
    cells: [
      "const log: string[] = []\nconst open = (name: string) => ({ name, [Symbol.dispose]() { log.push(name) } })",
      "using a = open('a')\nusing b = open('b'), c = open('c')\nlog.push('in')\nlet inside = a.name\nconst { name } = b\nfunction f() { return inside }\nclass K {}\nlog.length",
      "[log, inside, name, f(), typeof K, a.name]",
    ],
    value: [["in", "c", "b", "a"], "a", "b", "a", "function", "a"],
  },
  {
    title: "using disposes after a throw",
    cells: [
      "const log: string[] = []",
      "using a = { [Symbol.dispose]() { log.push('gone') } }\nthrow new Error('x')",
      "log",
    ],
    value: ["gone"],
  },
  { title: "the value of a cell with using", cells: ["using a = null\n42"], value: 42 },
  {
    title: "await using",
    cells: [
      "const log: string[] = []",
      "await using a = { async [Symbol.asyncDispose]() { await 0; log.push('gone') } }\nlog.push('in')",
      "log",
    ],
    value: ["in", "gone"],
  },
  {
    title: "using in a function",
    cells: [
      "const log: string[] = []\nfunction f() { using a = { [Symbol.dispose]() { log.push('gone') } }; log.push('in'); return 1 }\nf()",
      "log",
    ],
    value: ["in", "gone"],
  },
  {
    title: "two using cells do not mix",
    cells: [
      "const log: string[] = []\nconst open = (n: string) => ({ [Symbol.dispose]() { log.push(n) } })\nasync function slow() { using a = open('slow'); await 0; await 0 }\nconst p = slow()",
      "using b = open('b')\nawait p",
      "log",
    ],
    value: ["slow", "b"],
  },
  { title: "a using name is constant", cells: ["using a = null", "a = 1"], error: constant },
  {
    title: "overloads",
    cells: [
      "function f(a: string): string\nfunction f(a: number): number\nfunction f(a: any) { return a }\nf(1)",
    ],
    value: 1,
  },
  {
    title: "declare says nothing",
    cells: [
      "declare const nothing: number\ndeclare function f(): void\ndeclare class C {}\ndeclare module 'x' {}\ndeclare global { var g: number }\ntypeof nothing",
    ],
    value: "undefined",
  },
  {
    title: "abstract classes",
    cells: [
      "abstract class A { abstract m(): number; declare d: string; n?: number; private readonly z!: number; static s = 1 }\nclass B extends A implements Object { override m() { return 1 } }\n[new B().m(), Object.keys(new B()), A.s]",
    ],
    value: [1, ["n", "z"], 1],
  },
  {
    title: "generics and assertions",
    cells: [
      "const id = <T,>(x: T): T => x\nconst m = new Map<string, number>([['a', 1]])\nid<number>(m.get('a')!) satisfies number",
    ],
    value: 1,
  },
  {
    title: "an angle assertion of an object",
    cells: ["const f = () => <any>{ a: 1 }\nf()"],
    value: { a: 1 },
  },
  {
    title: "this parameters",
    cells: [
      "function f(this: { a: number }, b: number) { return this.a + b }\nfunction g(this: void) { return 1 }\n[f.call({ a: 1 }, 2), f.length, g()]",
    ],
    value: [3, 1, 1],
  },
  {
    title: "a type at a line's end keeps lines apart",
    cells: ["let a = 1 as number\n;[1, 2].length\nlet b = a as number\n(() => { b = 5 })\nb"],
    value: 1,
  },
  { title: "a type alias keeps lines apart", cells: ["let a = 1\ntype T = string\n(a)"], value: 1 },
  {
    title: "class modifiers keep members apart",
    cells: [
      "class A { a = 'x'\n public ['b'] = 1\n private *c() { yield 2 }\n all() { return [this.a, this.b, ...this.c()] } }\nnew A().all()",
    ],
    value: ["x", 1, 2],
  },
  {
    title: "syntax that only the lowering can parse",
    cells: [
      "function f<const T>(x: T): T { return x }\nclass C<const T> { constructor(readonly x: T) {} }\n[f(1), new C(2).x]",
    ],
    value: [1, 2],
  },
];
