import type { ConformanceCase } from "./conformance-case.ts";

/** Names of globals, imports and exports. */
export const nameCases: readonly ConformanceCase[] = [
  // Globals
  {
    title: "a global's name is the cells' own",
    cells: ["const URL = 'mine'", "[URL, typeof globalThis.URL, new globalThis.URL('a:b').href]"],
    value: ["mine", "function", "a:b"],
  },
  {
    title: "in shorthand, key and property",
    cells: [
      "let process = 1\nconst o = { process, URL: 2 }\nprocess += 1",
      "[o, process, o.process]",
    ],
    value: [{ process: 1, URL: 2 }, 2, 1],
  },
  {
    title: "in a shorthand pattern",
    cells: [
      "let { Buffer = 1, process } = { process: 2 } as any",
      "[Buffer, process, typeof globalThis.process]",
    ],
    value: [1, 2, "object"],
  },
  {
    title: "as a function, with its name",
    cells: ["function fetch() { return fetch.name }", "fetch()"],
    value: "fetch",
  },
  {
    title: "as an arrow, with its name",
    cells: ["const fetch = () => fetch.name", "fetch()"],
    value: "fetch",
  },
  {
    title: "as a class, with its name",
    cells: ["class Event { static self = Event }", "[Event.name, Event.self === Event]"],
    value: ["Event", true],
  },
  { title: "as an import", cells: ["import { it as URL } from 'fixture'", "URL"], value: "named" },
  { title: "as a var", cells: ["for (var name of ['a']) ;\nname"], value: "a" },
  {
    title: "as an enum",
    cells: ["enum Event { A = 3 }", "[Event.A, typeof globalThis.Event]"],
    value: [3, "function"],
  },
  {
    title: "as a type only",
    cells: ["interface URL { mine: true }", "typeof URL"],
    value: "function",
  },
  {
    title: "a local of that name is not renamed",
    cells: ["const URL = 1", "((URL: number) => URL)(5)"],
    value: 5,
  },
  {
    title: "packages do not see the names by which they ask where they run",
    cells: [
      "const window = 30, document = 'text', exports = {}\nfunction define() { return define.name }",
      "[(0, eval)('[typeof window, typeof document, typeof exports, typeof define] + \"\"'), window, document, exports, define()]",
    ],
    value: ["undefined,undefined,undefined,undefined", 30, "text", {}, "define"],
  },
  { title: "undefined itself", cells: ["const undefined = 1", "undefined"], value: 1 },

  // Imports
  { title: "a default import", cells: ["import it from 'fixture'", "it"], value: "default" },
  {
    title: "named and renamed",
    cells: ["import { it, other as o, 'a-b' as ab } from 'fixture'", "[it, o, ab]"],
    value: ["named", "other", "dashed"],
  },
  { title: "a namespace", cells: ["import * as all from 'fixture'", "all.other"], value: "other" },
  {
    title: "default and names",
    cells: ["import d, { other } from 'fixture'", "[d, other]"],
    value: ["default", "other"],
  },
  {
    title: "default and namespace",
    cells: ["import d, * as all from 'fixture'", "[d, all.it]"],
    value: ["default", "named"],
  },
  {
    title: "imports are hoisted",
    cells: ["const early = other\nimport { other } from 'fixture'", "early"],
    value: "other",
  },
  {
    title: "a type-only import loads nothing",
    cells: [
      "import type { T } from 'nowhere'\nimport { type U } from 'nowhere'\nlet t: T | U = 1 as any\nt",
    ],
    value: 1,
  },
  {
    title: "a type beside a value",
    cells: ["import { type T, it } from 'fixture'\nlet t: T = it\nt"],
    value: "named",
  },
  {
    title: "what is used only as types may be missing",
    cells: ["import { T } from 'not-a-package-at-all'\nlet t: T = 5\nt"],
    value: 5,
  },
  { title: "a dynamic import", cells: ["(await import('fixture')).it"], value: "named" },
  { title: "import.meta", cells: ["import.meta.url"], value: "file:///notebook.ipynb" },
  {
    title: "import equals",
    cells: ["namespace N { export namespace M { export const a = 1 } }", "import A = N.M", "A.a"],
    value: 1,
  },
  {
    title: "names are read once",
    cells: ["import { counter, count } from 'fixture'", "count()\ncounter"],
    value: 0,
  },

  // Exports
  { title: "export const", cells: ["export const a = 1, b = 2", "[a, b]"], value: [1, 2] },
  {
    title: "export function and class",
    cells: ["export function f() { return 1 }\nexport class A {}", "[f(), A.name]"],
    value: [1, "A"],
  },
  {
    title: "export default of a named function",
    cells: ["export default function f() { return 1 }", "f()"],
    value: 1,
  },
  {
    title: "export default of an expression has no value",
    cells: ["export default { a: 1 }"],
    none: true,
  },
  {
    title: "export default of an anonymous class",
    cells: ["export default class {}", "1"],
    value: 1,
  },
  {
    title: "export of names, earlier ones too",
    cells: ["const a = 1", "const b = 2\nexport { a, b as c }", "b"],
    value: 2,
  },
  {
    title: "export from",
    cells: [
      "export * from 'fixture'\nexport { it } from 'fixture'\nexport * as ns from 'fixture'\n1",
    ],
    value: 1,
  },
  {
    title: "export of types",
    cells: ["export type T = 1\nexport interface I {}\nexport type { T as U }\n1"],
    value: 1,
  },
];
