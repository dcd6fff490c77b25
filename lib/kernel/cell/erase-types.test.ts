import { readdirSync, readFileSync } from "node:fs";
import { transform } from "esbuild";
import MagicString from "magic-string";
import { describe, expect, it } from "vitest";
import { eraseTypes } from "./erase-types.ts";
import { parseCell } from "./parse-cell.ts";
import { list } from "./syntax-node.ts";

/** Both printed by esbuild, without comments and empty statements, so that only the code counts. */
async function printed(source: string, loader: "js" | "ts"): Promise<string> {
  const { code } = await transform(source, {
    loader,
    format: "esm",
    target: "esnext",
    minifyWhitespace: true,
    legalComments: "none",
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return code
    .replace(/;+/g, ";")
    .replace(/([{}\n]|^);/g, "$1")
    .trim();
}

/** Imports and lists of exports are rewritten elsewhere. */
function withoutModuleSyntax(source: string): string {
  const buffer = new MagicString(source);
  for (const statement of list(parseCell(source).program, "body")) {
    const isList = statement.type === "ExportNamedDeclaration" && statement.declaration === null;
    if (statement.type === "ImportDeclaration" || isList)
      buffer.update(statement.start, statement.end, ";");
  }
  return buffer.toString();
}

async function expectSameCode(source: string): Promise<void> {
  const buffer = new MagicString(source);
  eraseTypes(buffer, source, parseCell(source).program);
  expect(await printed(buffer.toString(), "js")).toBe(await printed(source, "ts"));
}

const snippets = [
  "let a: number = 1, b!: string, [c, d]: number[] = [1, 2], { e }: { e: 1 } = { e: 1 }",
  "const f = (x: number, y?: string, ...z: any[]): void => {}",
  "const f = (x: number)\n  : Promise<\n    string\n  > => g(x)",
  "const f = async <T,>(x: T): Promise<T> => x",
  "const f = function <T>(this: T, x: T): x is T { return true }",
  "function f(this: void, ) {}\nfunction g(this: A, /* b */ b?: B,) {}",
  "function f(a: string): void\nfunction f(a: number): void\nfunction f(a: any) {}",
  "let a = b as T\n[1].map((x) => x)",
  "let a = b satisfies T\n(c)",
  "let a: T\n(b)",
  "let a = (b as T).c, d = (b, c as U) as V",
  "foo((a) as any as T, <T>b, <T>(c), <any>{ d: 1 })",
  "const f = () => <T>{ a: 1 }\nfunction g() { return <T>\n  a }",
  "const f = () => ({} as T)\nconst g = () => { return a as\n  T }",
  "(a as any) = 1; (a as any).b!++; a!.b![c!]!(d!)",
  "for (const a of b as T[]) ; for (let i: number = 0; i < (n as number); i++) ;",
  "if (a) type = 1\nvar type = 2, declare = 3, namespace = 4, abstract = 5, as = 6\nas\ntype\n",
  "type\nFoo = string\nlet b = 1",
  "type A = string\n(b)\ninterface B {}\n[c]",
  "class A<T> extends B.C<T> implements D, E<T> { }",
  "class A extends (B as any)<T> implements C {}",
  "abstract class A { abstract a: number; abstract b(): void\n abstract get c(): number\n d = 1 }",
  "class A { private a = 1\n public ['b'] = 2\n private *c() {}\n protected static async d() {}\n declare e: T\n f?: T; g!: T; 'h'?: T; [i]?: T }",
  "class A { a: T\n [b] = 1\n c = d as T\n [e] = 1\n f = g!;\n *h() {} }",
  "class A { static a; readonly; private; declare; get; set; async; static static = 1 }",
  "class A { [key: string]: any; static [k: number]: T; constructor(a: T); constructor(a?: any) {} }",
  "class A { get a(): T { return 1 } set a(v: T) {} b(): void {} }".replace("override ", ""),
  "class B extends A { override a(): void {}; public override readonly b = 1 }",
  "class A { #a?: T; static #b: T = 1; a<T>(b: T): b is T { return true } }",
  "f<T>(a); new F<T>(a); new F<T>; f<T>`a`; a?.b<T>(); a?.<T>(); f<T>; const g = f<A, B<C>>",
  "try {} catch (e: unknown) {}",
  "declare const a: T; declare function b(): void; declare class C {} declare module 'd' {} declare global {}",
  "declare enum A {}\ndeclare namespace B {}\nnamespace C { export type D = 1 }",
  "export type A = 1; export interface B {} export declare const c: 1; export abstract class D {}",
  "export default interface A {}\nexport const a: T = 1 as T",
  "let a = x ? (y) : (z): T => w",
  "let a = b ? (c as T) : <T>d, e = f < g, h = i > j, k = (l < m) as boolean",
  "const a = { b: c as T, d(e: T): U { return e }, get f(): T { return 1 }, async *g<T>() {}, [h as any]: 1 }",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
  "let a = `x${b as T}y${c!}`\nlet d = !e!\nlet f = g! as T",
  "let f: (a: T) => U = (a) => a, g: new () => T, h: typeof import('a'), i: unique symbol",
  "switch (a as T) { case b as T: c!; break }\nlabel: while (a!) { break label }",
  "let a = async (b: T) => { await c as T\n(d) }",
  "function* f(): Generator<T> { const a = yield b as T\n yield* c! }",
  "throw new E() as T\nlet {a = 1 as T, b: {c}}: U = d as any",
  "let a /* : b */ : T /* c */ = 1 // d: T\nlet e",
  "using: for (;;) break using",
  "let x = y as const\n;/re/.test(z)",
  "a = b as T\n`c`",
  "a = b!\n++c",
];

describe("eraseTypes leaves what esbuild leaves", () => {
  it.each(snippets)("%s", expectSameCode);

  const folder = new URL("./", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
  it.each(files)("of this folder's %s", async (file) => {
    await expectSameCode(withoutModuleSyntax(readFileSync(new URL(file, folder), "utf8")));
  });
});
