import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Notebook, openNotebook } from "./testing/notebook.ts";

let notebook: Notebook;
beforeAll(async () => {
  notebook = await openNotebook({
    "local.ts": "export const q = 1; export class Local<T> { v!: T }",
  });
});
afterAll(() => notebook.close());

describe("names of an earlier cell", () => {
  beforeAll(() => {
    notebook.publish(
      `import { q, Local } from "./local"; import type { Stats } from "node:fs"; import * as path from "node:path";
let n = 1; const c = "k"; let maybe: string | undefined; const arr = []; let big = { a: [1], s: { t: "x" } };
function twice(x: number) { return x * 2 } function same<T>(x: T): T { return x }
function isText(v: unknown): v is string { return true } function sure(v: unknown): asserts v is string {}
const add = (a: number, b = 1) => a + b; const text = "a" as string;
class K<T> { static s = 1; #h = 1; constructor(public v: T) {} } abstract class Abs { abstract go(): void }
enum E { A, B } const enum CE { A = "a" } namespace N { export const z = 1; export type Q = string }
interface P { x: number } interface G<T> { g: T } type U<T> = T | undefined; const k = new K(1);`,
      "import:q import:Local type:Stats import:path let:n const:c let:maybe const:arr let:big function:twice function:same function:isText function:sure const:add const:text class:K class:Abs enum:E enum:CE namespace:N interface:P interface:G type:U const:k",
    );
  });

  test.each([
    "n += 1; n++; n.toFixed();",
    "let m = c; m = 'other';",
    "let e = n; e = 2; maybe = undefined; maybe = 'x'; maybe?.length;",
    "twice(same(1)).toFixed(); same('a').length; add(1).toFixed(); add(1, 2);",
    "let v: unknown; if (isText(v)) v.length; sure(v); v.length;",
    "new K('a').v.length; K.s.toFixed(); let kk: K<number> = k; kk.v.toFixed();",
    "class B extends Abs { go() {} } new B().go();",
    "E.A + 1; CE.A; N.z.toFixed(); let nn: N.Q = ''; let e: E = E.B;",
    "const p: P = { x: 1 }; const g: G<string> = { g: '' }; let u: U<number>;",
    "q.toFixed(); new Local<string>().v.length; path.join('a'); let s: Stats | undefined; s?.size;",
    "arr.push(1); big.a[0]?.toFixed(); big = { a: [], s: { t: '' } };",
    "const text = 5; text.toFixed();",
    "function inner(n: string) { return n.length } inner('a'); n.toFixed();",
    "{ const n = 'block'; n.length; } n.toFixed();",
    "const o = { n, c }; o.n.toFixed(); o.c.length;",
    "const { a: n2, ...rest } = { a: n, b: c }; n2.toFixed(); rest.b.length;",
    "const f = async () => { for (const n of ['a']) n.length; return n }; (await f()).toFixed();",
    "export { n };",
    // Here the guess of what a cell declares is wrong, and the checker's answer corrects it.
    'if (process.pid) { var n = "s"; n.length; }',
    "const m: Map<string, P> = new Map(); m.get('a')?.x.toFixed();",
    `\`\${n} \${\`\${c}\`}\`.length; /n/.test(c);`,
  ])("%j is well typed", async (source) => {
    expect(await notebook.errors(source)).toEqual([]);
  });

  test.each([
    ["n = 'x';", "1:1 TS2322 Type 'string' is not assignable to type 'number'."],
    ["c = 'k';", "1:1 TS2588 Cannot assign to 'c' because it is a constant."],
    ["k = new K(1);", "1:1 TS2588 Cannot assign to 'k' because it is a constant."],
    ["twice = same;", "1:1 TS2630 Cannot assign to 'twice' because it is a function."],
    ["K = 1 as never;", "1:1 TS2629 Cannot assign to 'K' because it is a class."],
    ["E = 1 as never;", "1:1 TS2628 Cannot assign to 'E' because it is an enum."],
    ["k.v = '';", "1:1 TS2322 Type 'string' is not assignable to type 'number'."],
    ["k.w;", "1:3 TS2339 Property 'w' does not exist on type 'K<number>'."],
    ["const p: P = { x: '' };", "1:16 TS2322 Type 'string' is not assignable to type 'number'."],
    ["E.C;", "1:3 TS2339 Property 'C' does not exist on type 'typeof E'."],
    [
      "big.s.t.toFixed();",
      "1:9 TS2551 Property 'toFixed' does not exist on type 'string'. Did you mean 'fixed'?",
    ],
    [
      "twice('a');",
      "1:7 TS2345 Argument of type 'string' is not assignable to parameter of type 'number'.",
    ],
  ])("%j is reported", async (source, expected) => {
    expect(await notebook.errors(source)).toEqual([expected]);
  });

  test.each(
    ["n", "c", "twice", "K", "E", "N", "P", "U", "q", "Stats"].flatMap((name) => [
      [`const ${name} = 1; ${name}.toFixed();`],
      [`let ${name} = "s"; ${name}.length;`],
      [`function ${name}() { return 1 } ${name}().toFixed();`],
      [`class ${name} { own = 1 } new ${name}().own;`],
      [`enum ${name} { Own } ${name}.Own;`],
      [`interface ${name} { own: 1 } let v: ${name} = { own: 1 };`],
      [`type ${name} = { own: 1 }; let v: ${name} = { own: 1 };`],
      [`namespace ${name} { export const own = 1 } ${name}.own;`],
      [`import { readFile as ${name} } from "node:fs"; ${name}.length;`],
      [`const { a: ${name}, b = 1 } = { a: 1 }; ${name}.toFixed();`],
      [`const [, ${name} = 2] = [1, 2]; ${name}.toFixed();`],
      [`const other = 1,\n  ${name} = 2; ${name}.toFixed();`],
    ]),
  )("%j may declare it anew", async (source) => {
    expect(await notebook.errors(source)).toEqual([]);
  });
});

describe("a name in its own new declaration", () => {
  beforeAll(() =>
    notebook.publish("let data = ['a']; let y = 1; class W { v = 1 }", "let:data let:y class:W"),
  );

  test("means the previous value on the right", async () => {
    const source =
      "const clean = (rows: string[]) => rows.length;\nconst data = clean(data); data.toFixed(); data.nope;";
    expect(await notebook.errors(source)).toEqual([
      "2:48 TS2339 Property 'nope' does not exist on type 'number'.",
    ]);
    expect(await notebook.errors("let y = y + 1; y.toFixed();")).toEqual([]);
    expect(await notebook.errors("const data = [...data, ...data].map((s) => s.length);")).toEqual(
      [],
    );
    expect(await notebook.errors("let w = new W().v; class W { v = 's' } w.toFixed();")).toEqual(
      [],
    );
  });

  test("is checked against the previous type, and named as it is written", async () => {
    expect(await notebook.errors("let y = y.nope;")).toEqual([
      "1:11 TS2339 Property 'nope' does not exist on type 'number'.",
    ]);
    expect(await notebook.errors("const data = data();")).toEqual([
      "1:14 TS2349 This expression is not callable.\n  Type 'string[]' has no call signatures.",
    ]);
  });

  test("is let pass where it cannot be told apart", async () => {
    expect(await notebook.errors("const data = { data };")).toEqual([]);
  });

  test("is published with its new type", async () => {
    const source = "let y = String(y + 1);";
    expect(await notebook.errors(source)).toEqual([]);
    notebook.publish(source, "let:y");
    expect(await notebook.errors("y.toFixed();")).toHaveLength(1);
    expect(await notebook.errors("y.length;")).toEqual([]);
  });
});

describe("cells after cells", () => {
  test("the last declaration counts, whatever it was before", async () => {
    notebook.publish("let v = 1;", "let:v");
    notebook.publish("const w = v + 1;", "const:w");
    notebook.publish("const v = 'text';", "const:v");
    expect(await notebook.errors("v.length; w.toFixed(); v = 'x';")).toEqual([
      "1:24 TS2588 Cannot assign to 'v' because it is a constant.",
    ]);
    notebook.publish("class v { a = 1 }", "class:v");
    expect(await notebook.errors("new v().a.toFixed(); let x: v;")).toEqual([]);
    notebook.publish("function v() { return 1 }", "function:v");
    expect(await notebook.errors("v().toFixed();")).toEqual([]);
  });

  test("an interface that is declared again replaces, it does not merge", async () => {
    notebook.publish("interface Row { a: number }", "interface:Row");
    notebook.publish("const first: Row = { a: 1 };", "const:first");
    notebook.publish("interface Row { b: string }", "interface:Row");
    expect(await notebook.errors("const r: Row = { b: '' }; first.a.toFixed();")).toEqual([]);
    expect(await notebook.errors("const r: Row = { a: 1, b: '' };")).toHaveLength(1);
  });

  test("a type and a value of one name live together", async () => {
    notebook.publish("interface Pt { x: number }", "interface:Pt");
    const value = "const Pt = (x: number): Pt => ({ x });";
    expect(await notebook.errors(value)).toEqual([]);
    notebook.publish(value, "const:Pt");
    expect(await notebook.errors("const p: Pt = Pt(1); p.x.toFixed();")).toEqual([]);
  });

  test("types go through a chain of cells", async () => {
    notebook.publish("class Node0 { next?: Node0; value = 1 }", "class:Node0");
    notebook.publish("const make = () => new Node0();", "const:make");
    notebook.publish("const list = [make(), make()];", "const:list");
    expect(await notebook.errors("list[0]?.next?.value.toFixed();")).toEqual([]);
    expect(await notebook.errors("list[0]?.nope;")).toEqual([
      "1:10 TS2339 Property 'nope' does not exist on type 'Node0'.",
    ]);
  });

  test("a global declaration is seen by later cells, and replaced when its cell runs again", async () => {
    const source =
      "declare global { var shared: number; interface Array<T> { own(): T } }\nexport {};";
    expect(await notebook.errors(source)).toEqual([]);
    notebook.publish(source, "");
    expect(await notebook.errors("shared.toFixed(); [1].own().toFixed();")).toEqual([]);
    const again = source.replace("number", "string");
    expect(await notebook.errors(again)).toEqual([]);
    notebook.publish(again, "");
    expect(await notebook.errors("shared.length;")).toEqual([]);
  });

  test("a cell that exports inline is seen too", async () => {
    notebook.publish(
      "export const inline = 1; export default class Main {}",
      "const:inline class:Main",
    );
    expect(await notebook.errors("inline.toFixed(); new Main();")).toEqual([]);
  });

  test("JSX cells are published", async () => {
    const source =
      "/** @jsx h */\nfunction h(tag: string, ...rest: unknown[]) { return { tag, rest } }\nconst element = <b>x</b>;";
    expect(await notebook.errors(source)).toEqual([]);
    notebook.publish(source, "function:h const:element");
    expect(await notebook.errors("/** @jsx h */\nconst more = <i>{element}</i>;")).toEqual([]);
    expect(await notebook.errors("h('a').tag.length;")).toEqual([]);
  });

  test("a name of the library's that a cell takes does not change earlier types", async () => {
    notebook.publish("let table = new Map([[1, 'a']]);", "let:table");
    notebook.publish("class Map { mine = 1 }", "class:Map");
    expect(await notebook.errors("table.get(1)?.length; new Map().mine;")).toEqual([]);
  });
});

test("300 cells with types of their own stay correct", { timeout: 60_000 }, async () => {
  const many = await openNotebook();
  many.publish(
    "class C0 { v = 0 } const x0 = [new C0()]; const s0 = 0;",
    "class:C0 const:x0 const:s0",
  );
  for (let i = 1; i < 300; i++) {
    const source =
      `class C${i} { v = x${i - 1}[0]!.v + 1 }\nconst x${i} = [new C${i}()];\n` +
      `const s${i} = s${i - 1} + 1;`;
    if (i % 50 === 0) expect(await many.errors(`${source}\nx${i}.nope;`)).toHaveLength(1);
    many.publish(source, `class:C${i} const:x${i} const:s${i}`);
  }
  const all = Array.from({ length: 300 }, (_, i) => `x${i}[0]!.v.toFixed();`).join("");
  expect(await many.errors(`${all} s0 + s150 + s299; new C299().v;`)).toEqual([]);
  expect(await many.errors("s150.nope; new C7().w;")).toHaveLength(2);
  expect(many.notices).toEqual([]);
  await many.close();
});
