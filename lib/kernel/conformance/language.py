"""TypeScript in cells that share one scope."""

from .behaviour import Theme, contains, equal
from .kernel import Kernel, unquoted

THEME = Theme("language")
behaviour = THEME.behaviour


def _cells(name: str, cells: list[str], wanted: str, fresh: bool = False):
    """The last cell must give this text; the earlier ones must run."""

    @behaviour(name, fresh)
    def _(kernel: Kernel):
        for code in cells[:-1]:
            kernel.ok(code)
        equal(kernel.ok(cells[-1]).value, unquoted(wanted), f"the text of {cells[-1]!r}")


_cells("const is declared again", ["const ra = 1", "const ra = 2", "ra"], "2")
_cells("let and var are declared again", ["let rb = 1; var rc = 1", "let rb = 2; var rc = 3", "rb + rc"], "5")
_cells("a var counts on from its earlier value, as let and const do", ["var vm = 10; let la = 1; const lc = 1", "var vm = vm + 1; let la = la + 1; const lc = lc + 1; [vm, la, lc]"], "[ 11, 2, 2 ]")
_cells("a var keeps its earlier value where it has one, and else takes its default",
       ["var vn = vn || 7", "var vn = vn || 8; vn"], "7")
_cells("a var that is declared without a value keeps its own", ["var vo = 3", "var vo; vo"], "3")
_cells("a cell that is run again closes what it opened",
       ["if (typeof srv !== 'undefined') srv.close(); var srv = { close() { console.log('closed') } }"] * 2, "closed")
_cells("a var in a block and in a loop counts on",
       ["{ var vb = 1 } for (var vi = 0; vi < 3; vi++);", "{ var vb = vb + 1 } for (var vi = vi; vi < 5; vi++); [vb, vi]"], "[ 2, 5 ]")
_cells("a class is declared again", ["class Rd { n = 1 }", "class Rd { n = 2 }", "new Rd().n"], "2")
_cells("a function is declared again", ["function re() { return 1 }", "function re() { return 2 }", "re()"], "2")
_cells("any kind declares any kind again",
       ["const rf = 1", "function rf() { return 2 }", "class rf { n = 3 }", "let rf = 4", "var rf = 5",
        "enum rf { A = 6 }", "rf.A"], "6")
_cells("a type changes when it is declared again",
       ["let rg = 'text'", "let rg = 5", "rg.toFixed(1)"], "'5.0'")
_cells("an import is declared again, and by a value",
       ["import { join } from 'node:path'", "import { join } from 'node:path'", "const join = 7", "join"], "7")
_cells("an earlier function sees later assignments",
       ["let sa = 1; function readSa() { return sa }", "sa = 5", "readSa()"], "5")
_cells("an earlier function sees later redeclarations",
       ["function inner() { return 1 } function outer() { return inner() }",
        "function inner() { return 2 }", "outer()"], "2")
_cells("an earlier cell's function assigns to a variable of its cell",
       ["let sb = 1; function bump() { sb += 1 }", "bump(); bump()", "sb"], "3")
_cells("a cell assigns to an earlier cell's variable", ["let sc = 1", "sc += 1; sc *= 5", "sc"], "10")
_cells("types and interfaces are shared",
       ["interface Owl { age: number }\ntype Owls = Owl[]", "const owls: Owls = [{ age: 3 }]", "owls[0]!.age"], "3")
_cells("generic types of earlier cells narrow",
       ["type Res<T> = { ok: true; value: T } | { ok: false }",
        "const res = { ok: true, value: 'v' } as Res<string>", "res.ok ? res.value : '-'"], "'v'")
_cells("destructuring declares every name",
       ["const { da, db: [dc, ...dd], ...de } = { da: 1, db: [2, 3, 4], df: 5 }",
        "[da, dc, dd, de]"], "[ 1, 2, [ 3, 4 ], { df: 5 } ]")
_cells("functions are hoisted within a cell", ["const fa = fb(); function fb() { return 6 }", "fa"], "6")
_cells("the last statement's value is the cell's, after a declaration too", ["const va = 3; va * 2"], "6")
_cells("an array that grows over cells keeps its type open", ["const grow = []", "grow.push(1)", "grow"], "[ 1 ]")
_cells("await stands at the top level", ["const aw = await Promise.resolve(8)", "aw"], "8")
_cells("for await stands at the top level",
       ["let sum = 0; for await (const n of [Promise.resolve(1), 2]) sum += n", "sum"], "3")
_cells("a promise's type and value are those of what is awaited",
       ["const later = Promise.resolve('abc')", "(await later).length"], "3")
_cells("closures in loops keep their own variable",
       ["const fs0: (() => number)[] = []; for (let i = 0; i < 3; i++) fs0.push(() => i)",
        "fs0.map((f) => f())"], "[ 0, 1, 2 ]")
_cells("satisfies", ["const sat = { a: 1 } satisfies Record<string, number>", "sat.a"], "1")
_cells("enums, also const enums", ["enum Hue { Red, Blue = 'b' } const enum Size { S = 3 }", "[Hue[0], Hue.Blue, Size.S]"], "[ 'Red', 'b', 3 ]")
_cells("namespaces", ["namespace Geo { export const r = 2; export function area() { return r * r } }", "Geo.area()"], "4")
_cells("parameter properties", ["class Pt { constructor(readonly x: number, private y = 2) {} sum() { return this.x + this.y } }", "new Pt(1).sum()"], "3")


@behaviour("decorators of parameters, where the notebook's tsconfig asks for them", fresh=True)
def _(kernel: Kernel):
    kernel.write("tsconfig.json", '{ "compilerOptions": { "experimentalDecorators": true } }')
    kernel.restart()
    kernel.ok("const seen: string[] = []; const Mark = (n: string): ParameterDecorator => (_, key, at) => { seen.push(n + String(key) + at) }")
    kernel.ok("class Held { f(@Mark('f') x: number, @Mark('g') y = 1) { return x + y } }")
    kernel.ok("class Made { constructor(@Mark('c') private n: number) {} f(@Mark('h') { x }: { x: number }) { return this.n + x } }")
    equal(kernel.ok("`${new Held().f(2)} ${new Made(1).f({ x: 3 })} ${seen.sort()}`").value, "3 4 cundefined0,ff0,gf1,hf0")
    run = kernel.run("class Worse {\n  f(@Mark('h') x: number) { return missing }\n}")
    contains(run.shown, "missing", "line 2")


_cells("TC39 decorators with a context",
       ["""function shout(f: (this: any) => string, c: ClassMethodDecoratorContext) {
            return function (this: any) { return f.call(this).toUpperCase() + String(c.name) } }
        class Dog { @shout bark() { return 'wau' } }""", "new Dog().bark()"], "'WAUbark'")
_cells("auto-accessors", ["class Acc { accessor n = 4 }", "new Acc().n"], "4")
_cells("using disposes at the end of its block",
       ["const log: string[] = []; { using r = { [Symbol.dispose]() { log.push('gone') } }; log.push('in') }",
        "log"], "[ 'in', 'gone' ]")
_cells("await using disposes asynchronously",
       ["const alog: string[] = []; { await using r = { async [Symbol.asyncDispose]() { await null; alog.push('gone') } } }",
        "alog"], "[ 'gone' ]")
_cells("NoInfer and const type parameters",
       ["function pick<const T>(all: readonly T[], one: NoInfer<T>) { return one }", "pick(['a', 'b'], 'b')"], "'b'")
_cells("private names, static blocks and getters",
       ["class Vault { #n = 1; static made = 0; static { this.made = 5 } get n() { return this.#n } }",
        "[new Vault().n, Vault.made]"], "[ 1, 5 ]")
_cells("generators", ["function* gen() { yield* [1, 2]; return 3 }", "[...gen()]"], "[ 1, 2 ]")
_cells("JSX with a pragma",
       ["""/** @jsx h */
        declare namespace JSX { interface IntrinsicElements { b: { id: string } } type Element = string }
        const h = (tag: string, props: object | null, ...kids: string[]) => tag + JSON.stringify(props) + kids
        const el = <b id="x">hi</b>""", "String(el)"], "'b{\"id\":\"x\"}hi'")
_cells("WebAssembly is known", ["WebAssembly.validate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))"], "true")


@behaviour("JSX whose functions are imported, as a pragma says")
def _(kernel: Kernel):
    kernel.write("node_modules/marks/package.json", '{"name":"marks","type":"module","exports":{"./jsx-runtime":{"types":"./jsx.d.ts","default":"./jsx.js"}}}')
    kernel.write("node_modules/marks/jsx.js", "export const jsx = (tag, props) => tag + JSON.stringify(props); export const jsxs = jsx")
    kernel.write("node_modules/marks/jsx.d.ts", "export namespace JSX { type Element = string; interface IntrinsicElements { b: { id: string } } }\n"
                 "export function jsx(tag: string, props: object): string; export const jsxs: typeof jsx")
    equal(kernel.ok("/** @jsxImportSource marks */\nString(<b id='x' />)").value, unquoted("'b{\"id\":\"x\"}'"))
    contains(kernel.run("/** @jsxImportSource marks */\n<b id={5} />").shown, "not assignable")


_cells("the library's newest types are known",
       ["[3, 1].toSorted().with(0, 9)"], "[ 9, 3 ]")
_cells("a cell that only declares types runs", ["type Only = string; interface Just { a: 1 }", "1"], "1")
_cells("labels work at the top level",
       ["let lb = 0; outer: for (const a of [1, 2]) { for (;;) { lb += a; continue outer } }", "lb"], "3")
_cells("a declaration named like a global holds in cells only",
       ["const URL = 'mine'; const performance = 1; let Buffer = 2",
        "import { pathToFileURL } from 'node:url'",
        "[URL, performance, Buffer, pathToFileURL('/a').href]"], "[ 'mine', 1, 2, 'file:///a' ]",
       fresh=True)
_cells("a cell's own console and process break nothing",
       ["const console = { log: () => 0 }; const process = { mine: 1 }", "setTimeout(() => 0, 1); 0",
        "process.mine"], "1", fresh=True)


@behaviour("a name declared like a global's is the one that is assigned to", fresh=True)
def _(kernel: Kernel):
    kernel.ok("const URL = 0; const fetch: any = 7")
    for code in ("URL ||= 2", "URL += 2", "URL++", "[URL] = [3]", "({ URL } = { URL: 3 })", "for (URL of [4]);", "(() => URL ??= fetch &&= 2)(); fetch = 1"):
        contains(kernel.run(f"// @ts-nocheck\n{code}").shown, "constant")
    equal(kernel.ok("`${URL}${typeof URL}${fetch}`").value, "0number7")
    kernel.ok("let performance = 0")
    kernel.ok("performance ||= 2; performance += 1; performance++; [performance] = [performance * 2]")
    kernel.ok("({ performance } = { performance: performance + 1 })")
    equal(kernel.ok("(() => performance &&= performance + 1)()").value, "10")


_cells("what is given to globalThis has a name, at once and later",
       ["globalThis.gx = 5; console.log(gx)", "gx + globalThis.gx"], "10")
_cells("also what is given to it otherwise",
       ["Object.assign(globalThis, { gy: 1, gz: { a: 2 } }); (globalThis as any)['gw'] = 3", "(0, eval)('var gv = 4')",
        "[gy, gz.a, gw, gv]"], "[ 1, 2, 3, 4 ]")


@behaviour("what a required file gives to globalThis has a name")
def _(kernel: Kernel):
    kernel.write("handed.cjs", "globalThis.handed = () => 'handed'; global.alsoHanded = 2")
    kernel.ok("require('./handed.cjs')")
    equal(kernel.ok("handed() + alsoHanded").value, "handed2")


@behaviour("cells are strict, as modules are")
def _(kernel: Kernel):
    run = kernel.run("(globalThis as any).frozen = Object.freeze({ a: 1 }); (globalThis as any).frozen.a = 2")
    contains(run.shown, "TypeError")


@behaviour("const is constant, within a cell and in later ones")
def _(kernel: Kernel):
    kernel.ok("const fixed: any = 1")
    assert kernel.run("fixed = 2").shown, "an assignment must be refused"
    run = kernel.run("// @ts-nocheck\nfixed = 3")
    contains(run.shown, "constant")
    equal(kernel.ok("fixed").text, "1", "the constant")


@behaviour("variables made before a throw are kept")
def _(kernel: Kernel):
    kernel.run("let vx = 1; const vy = 'y'; throw new Error('half way')")
    equal(kernel.ok("[vx, vy]").value, "[ 1, y ]", "what was declared before")


@behaviour("a const whose initialiser threw is declared again")
def _(kernel: Kernel):
    kernel.run("const vz: number = JSON.parse('{')")
    kernel.ok("const vz = 5")
    equal(kernel.ok("vz").text, "5", "the value")


@behaviour("a cell that fails to parse changes nothing")
def _(kernel: Kernel):
    kernel.ok("let wa = 1")
    run = kernel.run("wa = 2; const = 3")
    assert run.status == "error" and run.shown.strip(), f"must be refused, got {run.shown!r}"
    equal(kernel.ok("wa").text, "1", "the value")


@behaviour("an uninitialised name may be used once its cell has assigned it")
def _(kernel: Kernel):
    kernel.ok("let late: number")
    kernel.ok("late = 4")
    equal(kernel.ok("late + 1").text, "5", "the value")


@behaviour("a top-level loop is about as fast as one in a function")
def _(kernel: Kernel):
    run = kernel.ok("""let total = 0; const from = Date.now()
        for (let i = 0; i < 20_000_000; i++) total += i
        const outside = Date.now() - from
        function inside() { let t = 0; const a = Date.now(); for (let i = 0; i < 20_000_000; i++) t += i
          return Math.max(10, Date.now() - a) }
        console.log(Math.round(outside / inside()))""", 40)
    assert float(run.stdout) < 20, f"must be under 20 times a function's, got {run.stdout}"
