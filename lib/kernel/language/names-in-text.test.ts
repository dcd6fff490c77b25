import { expect, it } from "vitest";
import { lowerWithEsbuild } from "../cell/esbuild/index.ts";
import { CellCompiler } from "../cell/index.ts";
import { declaredNames } from "./names-in-text.ts";

const compiler = new CellCompiler({ globals: [], lower: lowerWithEsbuild() });

it.each([
  "const a = 1, b: number = f(x, y), [c, { d: e = g, ...h }] = i\nlet j, k",
  "let { a = { b: 1 }, c: [d] } = e; var f = 1; for (const g of h) { let i }",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
  "export const a = `${`let b`} const c`; // let d\n/* let e */ let f = 'let g', h = /[\"`{]/",
  "export default async function a(b: number, c = () => { const d = 1 }) {}\nfunction* e() {}",
  "abstract class A<const T> extends B<C, D> {}; declare enum E { f }\nconst enum F { g }",
  "type A = { b: 1 }\ninterface C {}\ndeclare namespace D.E { let f }\nexport type { G } from 'g'",
  'import a, { b as c, type D, e } from "f"\nimport * as g from "h"\nimport type I from "j"',
  "import a = require('b'); await import('c'); import 'd'\nimport e = f.g",
  "const type = 1\ntype.let = 2; a.const = b.class\nlet of = type / 2 / type",
])("names what the compiler finds declared in %s", async (source) => {
  const { declarations } = await compiler.compile(source, { url: "cell" });
  expect([...declaredNames(source)].sort()).toEqual(
    [...new Set(declarations.map(({ name }) => name))].sort(),
  );
});

it.each([
  ["const a = f(\nconst b = 1", ["a"]],
  ["let a = [1, 2\n", ["a"]],
  ["let a = 1\na.", ["a"]],
  ["function a(b, ", ["a"]],
  ["const { a, b", ["a", "b"]],
  ['const a = "b', ["a"]],
])("reads %j as far as it goes", (source, names) => {
  expect([...declaredNames(source)]).toEqual(names);
});
