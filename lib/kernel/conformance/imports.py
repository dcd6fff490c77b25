"""Modules: from Node, from packages, from the notebook's folder."""

import os

from .behaviour import Theme, contains, equal, lacks
from .kernel import Kernel

THEME = Theme("imports")
behaviour = THEME.behaviour


def _package(kernel: Kernel, name: str, manifest: str, **files: str) -> None:
    kernel.write(f"node_modules/{name}/package.json", manifest)
    for path, text in files.items():
        kernel.write(f"node_modules/{name}/{path.replace('_', '.')}", text)


def _link(kernel: Kernel, folder: str, name: str) -> None:
    """Installs a folder beside the notebook as npm installs a workspace."""
    path = os.path.join(kernel.folder, "node_modules", name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    os.symlink(os.path.join(kernel.folder, folder), path)


_INTEROP = {"index_js": "Object.defineProperty(exports, '__esModule', { value: true })\n"
                        "exports.default = (n) => n; exports.named = 1; exports['la' + 'te'] = 7",
            "index_d_ts": "declare const f: (n: string) => string; export default f\n"
                          "export declare const named: number; export declare const late: number"}


@behaviour("Node's modules, with and without node:")
def _(kernel: Kernel):
    run = kernel.ok("import { basename } from 'node:path'; import * as os0 from 'os'\n"
                    "console.log(basename('/a/b'), typeof os0.cpus)")
    contains(run.stdout, "b function")


@behaviour("a CommonJS package, by name, by default and as a whole")
def _(kernel: Kernel):
    _package(kernel, "old-style", '{"name":"old-style","main":"index.js","types":"index.d.ts"}',
             index_js="exports.twice = (n) => n * 2; exports['la' + 'te'] = 7",
             **{"index_d_ts": "export declare function twice(n: number): number; export declare const late: number"})
    run = kernel.ok("import { twice, late } from 'old-style'; import * as whole from 'old-style'\n"
                    "console.log(twice(4), late, whole.twice(1))")
    contains(run.stdout, "8 7 2")


@behaviour("the default of a CommonJS package that was an ES module")
def _(kernel: Kernel):
    _package(kernel, "was-esm", '{"name":"was-esm","main":"index.js","types":"index.d.ts"}', **_INTEROP)
    run = kernel.ok("import f, { named, late } from 'was-esm'; import * as was from 'was-esm'\n"
                    "console.log(f('x'), named, late, was.default('y'), was.late)")
    contains(run.stdout, "x 1 7 y 7")
    contains(kernel.ok("const { default: f2 } = await import('was-esm'); console.log(f2('z'))").stdout, "z")


@behaviour("that default, and those names, in a local TypeScript file")
def _(kernel: Kernel):
    _package(kernel, "was-esm-too", '{"name":"was-esm-too","main":"index.js","types":"index.d.ts"}', **_INTEROP)
    kernel.write("user.ts", "import f, { late } from 'was-esm-too'; import * as was from 'was-esm-too'\n"
                 "export const used: string = f('x') + late + was.named")
    contains(kernel.ok(f"import {{ used }} from '{kernel.local('user')}'; console.log(used)").stdout, "x71")


@behaviour("a method of what a CommonJS package exports, by name")
def _(kernel: Kernel):
    _package(kernel, "one-object", '{"name":"one-object","main":"index.js","types":"index.d.ts"}',
             index_js="class Bell { ring() { return 'ding' } }; module.exports = new Bell()",
             **{"index_d_ts": "declare class Bell { ring(): string }; declare const bell: Bell; export = bell"})
    run = kernel.ok("import bell, { ring } from 'one-object'; console.log(bell.ring(), ring())")
    contains(run.stdout, "ding ding")


@behaviour("a file of a package by its path without extension")
def _(kernel: Kernel):
    _package(kernel, "many-files", '{"name":"many-files","main":"index.js"}', index_js="", **{"part_js": "exports.part = 27"})
    contains(kernel.ok("import { part } from 'many-files/part'; console.log(part)").stdout, "27")


@behaviour("a package that is an ES module only")
def _(kernel: Kernel):
    _package(kernel, "new-style",
             '{"name":"new-style","type":"module","exports":{".":{"types":"./index.d.ts","import":"./index.js"}}}',
             index_js="export const three = await Promise.resolve(3); export default 'def'",
             **{"index_d_ts": "export declare const three: number; declare const d: string; export default d"})
    run = kernel.ok("import def, { three } from 'new-style'; console.log(def, three)")
    contains(run.stdout, "def 3")


@behaviour("JSON")
def _(kernel: Kernel):
    kernel.write("numbers.json", '{"n": [1, 2]}')
    how = "" if kernel.name == "tslab" else " with { type: 'json' }"
    run = kernel.ok(f"import numbers from './numbers.json'{how}; console.log(numbers.n[1])")
    contains(run.stdout, "2")


@behaviour("a name of a JSON file")
def _(kernel: Kernel):
    kernel.write("named.json", '{"size": 23, "unit": "m"}')
    how = "" if kernel.name == "tslab" else " with { type: 'json' }"
    run = kernel.ok(f"import {{ size }} from './named.json'{how}; import * as whole1 from './named.json'{how}\n"
                    "console.log(size, whole1.unit)")
    contains(run.stdout, "23 m")


@behaviour("a name of a JSON file in a local TypeScript file")
def _(kernel: Kernel):
    kernel.write("inner.json", '{"size": 28}')
    kernel.write("sized.ts", "import whole, { size } from './inner.json'; export const sized: number = whole.size + size")
    contains(kernel.ok(f"import {{ sized }} from '{kernel.local('sized')}'; console.log(sized)").stdout, "56")


@behaviour("an error in a JSON file names the file and the line")
def _(kernel: Kernel):
    kernel.write("unquoted.json", '{\n  "a": 1,\n  "b": oops\n}')
    how = "" if kernel.name == "tslab" else " with { type: 'json' }"
    run = kernel.run(f"// @ts-nocheck\nimport unquoted from './unquoted.json'{how}; console.log(unquoted)")
    equal(run.status, "error", "the status")
    contains(run.shown, "unquoted.json", "line 3")


@behaviour("a WebAssembly file, its exports by name")
def _(kernel: Kernel):
    code = "0061736d0100000001070160027f7f017f030201000707010361646400000a09010700200020016a0b"
    kernel.write("add.wasm", "")
    with open(os.path.join(kernel.folder, "add.wasm"), "wb") as file:
        file.write(bytes.fromhex(code))
    contains(kernel.ok("import { add } from './add.wasm'; console.log('sum', add(20, 9))").stdout, "sum 29")


@behaviour("data: URLs of JavaScript and JSON")
def _(kernel: Kernel):
    contains(kernel.ok("import five, { six } from 'data:text/javascript,export default 5; export const six = 6'\n"
                       "console.log(five, six)").stdout, "5 6")
    how = "" if kernel.name == "tslab" else " with { type: 'json' }"
    contains(kernel.ok(f"""import some from 'data:application/json,{{"a":7}}'{how}; console.log('a', some.a)""").stdout, "a 7")


@behaviour("a local TypeScript file without its extension")
def _(kernel: Kernel):
    kernel.write("plain.ts", "export const plain: number = 11; export enum Kind { A = 4 }")
    contains(kernel.ok("import { plain, Kind } from './plain'; console.log(plain, Kind.A)").stdout, "11 4")


@behaviour("a local TypeScript file with its extension")
def _(kernel: Kernel):
    kernel.write("exact.ts", "export const exact = 12")
    contains(kernel.ok("import { exact } from './exact.ts'; console.log(exact)").stdout, "12")


@behaviour("local .mts and .js files")
def _(kernel: Kernel):
    kernel.write("other.mts", "export const other: number = 13")
    kernel.write("script.js", "export const script = 14")
    run = kernel.ok("// @ts-nocheck\nimport { other } from './other.mts'; import { script } from './script.js'\n"
                    "console.log(other, script)")
    contains(run.stdout, "13 14")


@behaviour("local .mts and .js files without their extension")
def _(kernel: Kernel):
    kernel.write("short.mts", "export const short: number = 24")
    kernel.write("shorter.js", "export const shorter = 25")
    run = kernel.ok("import { short } from './short'; import { shorter } from './shorter'; console.log(short, shorter)")
    contains(run.stdout, "24 25")
    equal(run.stream("stderr"), "", "stderr")


@behaviour("local files import each other")
def _(kernel: Kernel):
    kernel.write("lib/one.ts", f"import {{ two }} from '{kernel.local('two')}'; export const one = two + 1")
    kernel.write("lib/two.ts", "export const two: number = 2")
    contains(kernel.ok(f"import {{ one }} from '{kernel.local('lib/one')}'; console.log(one)").stdout, "3")


@behaviour("an edited local file gives its new code when it is imported again")
def _(kernel: Kernel):
    kernel.write("edited.ts", "export const version: number = 1")
    contains(kernel.ok(f"import {{ version }} from '{kernel.local('edited')}'; console.log('v' + version)").stdout, "v1")
    kernel.write("edited.ts", "export const version: number = 2; export const more: string = 'new'")
    run = kernel.ok(f"import {{ version, more }} from '{kernel.local('edited')}'; console.log('v' + version + more)")
    contains(run.stdout, "v2new")


@behaviour("so do the files that import an edited one")
def _(kernel: Kernel):
    kernel.write("leaf.ts", "export const leaf: number = 1")
    kernel.write("branch.ts", f"import {{ leaf }} from '{kernel.local('leaf')}'; export const branch: number = leaf * 10")
    contains(kernel.ok(f"import {{ branch }} from '{kernel.local('branch')}'; console.log(branch)").stdout, "10")
    kernel.write("leaf.ts", "export const leaf: number = 2")
    contains(kernel.ok(f"import {{ branch }} from '{kernel.local('branch')}'; console.log(branch)").stdout, "20")


@behaviour("so does an edited package that is a link to a folder, with its new types")
def _(kernel: Kernel):
    kernel.write("packages/linked/package.json", '{"name":"linked","type":"module","exports":{".":"./src/index.ts"}}')
    kernel.write("packages/linked/src/index.ts", "import { inner } from './inner.ts'; export const outer: number = inner * 10")
    kernel.write("packages/linked/src/inner.ts", "export const inner: number = 1")
    _link(kernel, "packages/linked", "linked")
    contains(kernel.ok("import { outer } from 'linked'; console.log('got', outer)").stdout, "got 10")
    kernel.write("packages/linked/src/inner.ts", "export const inner: number = 2; export const extra: string = 'new'")
    kernel.write("packages/linked/src/index.ts", "import { inner } from './inner.ts'; export const outer: number = inner * 10\n"
                 "export { extra } from './inner.ts'")
    contains(kernel.ok("import { outer, extra } from 'linked'; console.log('got', outer, extra)").stdout, "got 20 new")


@behaviour("so does an edited file behind a name that package.json gives", fresh=True)
def _(kernel: Kernel):
    kernel.write("package.json", '{"name":"book","imports":{"#tools/*":"./tools/*.ts"}}')
    kernel.write("tools/one.ts", "export const tool: number = 1")
    contains(kernel.ok("import { tool } from '#tools/one'; console.log('got', tool)").stdout, "got 1")
    kernel.write("tools/one.ts", "export const tool: string = 'two'; export const more = 3")
    contains(kernel.ok("import { tool, more } from '#tools/one'; console.log('got', tool.length, more)").stdout, "got 3 3")


@behaviour("so do the CommonJS files that require an edited one")
def _(kernel: Kernel):
    kernel.write("twig.cjs", "exports.twig = 1")
    kernel.write("bough.cjs", "exports.bough = require('./twig.cjs').twig * 10")
    code = "console.log(require('./bough.cjs').bough)"
    contains(kernel.ok(code).stdout, "10")
    kernel.write("twig.cjs", "exports.twig = 2")
    contains(kernel.ok(code).stdout, "20")
    contains(kernel.ok("// @ts-nocheck\nimport { bough } from './bough.cjs'; console.log(bough)").stdout, "20")


@behaviour("a missing module is one clear error, and works once it is there")
def _(kernel: Kernel):
    run = kernel.run(f"import {{ absent }} from '{kernel.local('absent')}'; console.log('ran')")
    contains(run.shown, "absent")
    lacks(run.stdout, "ran")
    equal(run.status, "error", "the status")
    contains(kernel.ok("1 + 1").text, "2")
    kernel.write("absent.ts", "export const absent = 15")
    contains(kernel.ok(f"import {{ absent }} from '{kernel.local('absent')}'; console.log(absent)").stdout, "15")


@behaviour("a missing package is one clear error, and works once it is installed")
def _(kernel: Kernel):
    run = kernel.run("import { there } from 'not-yet'; console.log(there)")
    contains(run.shown, "not-yet")
    _package(kernel, "not-yet", '{"name":"not-yet","type":"module","exports":{".":{"types":"./index.d.ts","default":"./index.js"}}}',
             index_js="export const there = 16", **{"index_d_ts": "export declare const there: number"})
    contains(kernel.ok("import { there } from 'not-yet'; console.log(there)").stdout, "16")


@behaviour("a missing package says how to install it, and where")
def _(kernel: Kernel):
    run = kernel.run("import { gone } from 'not-here/sub'; console.log(gone)")
    contains(run.shown, "npm install not-here", kernel.folder.split("/")[-1])
    lacks(run.shown, "npm install not-here/sub")
    contains(kernel.run("// @ts-nocheck\nimport { gone } from '@scope/not-here/sub'").shown, "npm install @scope/not-here")


@behaviour("a file that was meant by a wrong name is named")
def _(kernel: Kernel):
    kernel.write("geometry.ts", "export const area = 1")
    contains(kernel.run("import { area } from './geomtry'; console.log(area)").shown, "geometry.ts")
    contains(kernel.run("// @ts-nocheck\nimport { area } from './Geometry.ts'").shown, "'./geometry.ts'")


@behaviour("a file that is no module is one clear error")
def _(kernel: Kernel):
    kernel.write("plainfile", "export default 5")
    for name in ["./plainfile", "./plainfile.txt"]:
        kernel.write("plainfile.txt", "some text")
        run = kernel.run(f"import d from '{name}'; console.log('ran', d)")
        equal(run.status, "error", "the status")
        contains(run.shown, name, ".ts")
        lacks(run.shown, "ENOTDIR")
        equal(kernel.ok("1 + 1").stream("stderr"), "", "stderr")


@behaviour("a local file with a syntax error is named, and works once it is mended")
def _(kernel: Kernel):
    kernel.write("broken.ts", "export const broken: number = = 1")
    run = kernel.run(f"// @ts-nocheck\nimport {{ broken }} from '{kernel.local('broken')}'; console.log(broken)")
    contains(run.shown, "broken.ts")
    kernel.write("broken.ts", "export const broken: number = 17")
    contains(kernel.ok(f"import {{ broken }} from '{kernel.local('broken')}'; console.log(broken)").stdout, "17")


@behaviour("a local file that throws is survived, and works once it is mended")
def _(kernel: Kernel):
    kernel.write("thrower.ts", "throw new Error('from the file'); export const calm = 0")
    contains(kernel.run(f"import {{ calm }} from '{kernel.local('thrower')}'; console.log(calm)").shown, "from the file")
    kernel.write("thrower.ts", "export const calm: number = 18")
    contains(kernel.ok(f"import {{ calm }} from '{kernel.local('thrower')}'; console.log(calm)").stdout, "18")


@behaviour("a local file that failed is run again by the next import, its good neighbours are not")
def _(kernel: Kernel):
    kernel.write("neighbour.ts", "export const neighbour = { calls: 0 }")
    kernel.write("needy.ts", f"import {{ neighbour }} from '{kernel.local('neighbour')}'; neighbour.calls++\n"
                 "if (!(globalThis as any).served) throw new Error('not served'); export const needy = 26")
    kernel.ok(f"import {{ neighbour }} from '{kernel.local('neighbour')}'")
    code = f"import {{ needy }} from '{kernel.local('needy')}'; console.log(needy, neighbour.calls)"
    contains(kernel.run(code).shown, "not served")
    kernel.ok("(globalThis as any).served = true")
    contains(kernel.ok(code).stdout, "26 2")


@behaviour("a local file that needs a missing package works once that is installed")
def _(kernel: Kernel):
    kernel.write("buyer.ts", "import { goods } from 'goods'; export const buyer = goods + 1")
    code = f"import {{ buyer }} from '{kernel.local('buyer')}'; console.log(buyer)"
    contains(kernel.run(code).shown, "goods")
    _package(kernel, "goods", '{"name":"goods","type":"module","exports":"./index.js"}', index_js="export const goods = 26")
    contains(kernel.ok(code).stdout, "27")


@behaviour("import() of a computed name")
def _(kernel: Kernel):
    kernel.write("dynamic.ts", "export const dynamic = 19")
    name = kernel.local("dynamic").removeprefix("./dyn")
    contains(kernel.ok(f"const dyn = await import('./dyn' + '{name}'); console.log(dyn.dynamic)").stdout, "19")


@behaviour("require, of Node's modules and of packages")
def _(kernel: Kernel):
    _package(kernel, "required", '{"name":"required","main":"index.js"}', index_js="module.exports = () => 20")
    run = kernel.ok("const required = require('required'); console.log(required(), require('node:path').sep)")
    contains(run.stdout, "20 /")


@behaviour("__dirname and __filename are those of the notebook's folder")
def _(kernel: Kernel):
    run = kernel.ok("console.log(__dirname === process.cwd(), __filename.startsWith(__dirname))")
    contains(run.stdout, "true true")


@behaviour("module and exports are there for cells, and for their own names")
def _(kernel: Kernel):
    kernel.ok("exports.shared = 30")
    contains(kernel.ok("console.log(module.exports.shared, typeof module.id)").stdout, "30 string")
    kernel.ok("const exports = 31")
    contains(kernel.ok("console.log('own', exports)").stdout, "own 31")


@behaviour("a local file has its own __dirname and require")
def _(kernel: Kernel):
    kernel.write("below/here.ts", "export const here: string = __dirname; export const near = require('./near.cjs').near")
    kernel.write("below/near.cjs", "exports.near = 32")
    run = kernel.ok(f"import {{ here, near }} from '{kernel.local('below/here')}'; console.log(here, near)")
    contains(run.stdout, "below 32")


@behaviour("a worker of a TypeScript file, with what that imports")
def _(kernel: Kernel):
    kernel.write("worker.ts", "import { parentPort, workerData } from 'node:worker_threads'\n"
                 f"import {{ extra }} from '{kernel.local('extra')}'\nenum Kind {{ A = 4 }}\n"
                 "parentPort?.postMessage(workerData + extra + Kind.A)")
    kernel.write("extra.ts", "export const extra: number = 30")
    code = ("import { Worker } from 'node:worker_threads'; import { once } from 'node:events'\n"
            "console.log('worker', (await once(new Worker(%s, { workerData: 1 }), 'message'))[0])")
    contains(kernel.ok(code % "'./worker.ts'").stdout, "worker 35")
    kernel.write("extra.ts", "export const extra: number = 40")
    contains(kernel.ok(code % "new URL('./worker.ts', import.meta.url)").stdout, "worker 45")


@behaviour("import.meta.url and dirname are those of the notebook's folder")
def _(kernel: Kernel):
    run = kernel.ok("console.log(import.meta.url); console.log(import.meta.dirname)")
    url, folder = run.stdout.split()
    assert url.startswith("file://") and kernel.folder.split("/")[-1] in url, f"got {url}"
    contains(folder, kernel.folder.split("/")[-1])


@behaviour("import.meta.resolve names a local file")
def _(kernel: Kernel):
    kernel.write("resolved.ts", "export {}")
    contains(kernel.ok("console.log(import.meta.resolve('./resolved.ts'))").stdout, "file://", "resolved.ts")


@behaviour("import.meta in a local file is the file's own")
def _(kernel: Kernel):
    kernel.write("deep/where.ts", "export const where: string = import.meta.url")
    contains(kernel.ok(f"import {{ where }} from '{kernel.local('deep/where')}'; console.log(where)").stdout, "deep/where.ts")


@behaviour("a type-only import loads nothing")
def _(kernel: Kernel):
    kernel.write("shapes.ts", "console.log('loaded'); export interface Shape { sides: number }")
    run = kernel.ok(f"import type {{ Shape }} from '{kernel.local('shapes')}'; const tri: Shape = {{ sides: 3 }}; console.log(tri.sides)")
    equal(run.stdout, "3\n", "the output")


@behaviour("an import of which only types are used runs")
def _(kernel: Kernel):
    kernel.write("mixed.ts", "export interface Mix { a: number }\nexport const value = 21")
    run = kernel.ok(f"import {{ Mix, value }} from '{kernel.local('mixed')}'; const mix: Mix = {{ a: value }}; console.log(mix.a)")
    contains(run.stdout, "21")


@behaviour("imported names are seen by later cells, and share their module's state")
def _(kernel: Kernel):
    kernel.write("counter.ts", "let count = 0; export const step = () => ++count; export const read = () => count")
    kernel.ok(f"import {{ read, step }} from '{kernel.local('counter')}'")
    kernel.ok("step(); step()")
    contains(kernel.ok("console.log('count', read())").stdout, "count 2")


@behaviour("the notebook's tsconfig gives paths", fresh=True)
def _(kernel: Kernel):
    kernel.write("tsconfig.json", """{ "compilerOptions": {
        // comments are allowed
        "strict": true, "paths": { "@lib/*": ["./src/*"] } } }""")
    kernel.write("src/deep.ts", "export const deep: number = 22")
    kernel.restart()
    contains(kernel.ok("import { deep } from '@lib/deep'; console.log(deep)").stdout, "22")


@behaviour("the notebook's tsconfig gives the paths and the baseUrl that it inherits", fresh=True)
def _(kernel: Kernel):
    kernel.write("config/paths.json", '{ "compilerOptions": { "baseUrl": "../src", "paths": { "#deep/*": ["./inner/*"] } } }')
    kernel.write("config/strict.json", '{ "compilerOptions": { "strict": true } }')
    kernel.write("tsconfig.json", '{ "extends": ["./config/paths.json", "./config/strict.json"] }')
    kernel.write("src/inner/found.ts", "export const found: number = 29")
    kernel.write("src/based.ts", "import { found } from '#deep/found'; export const based = found + 1")
    kernel.restart()
    run = kernel.ok("import { found } from '#deep/found'; import { based } from 'based'; console.log(found, based)")
    contains(run.stdout, "29 30")


@behaviour("the notebook's tsconfig names the packages of types that cells see", fresh=True)
def _(kernel: Kernel):
    _package(kernel, "@types/bells", '{"name":"@types/bells"}', **{"index_d_ts": "declare const bell: string"})
    kernel.write("tsconfig.json", '{ "compilerOptions": { "types": ["bells"] } }')
    kernel.restart()
    kernel.ok("(globalThis as any).bell = 'ding'")
    contains(kernel.ok("console.log(bell.toUpperCase())").stdout, "DING")
    contains(kernel.run("bell.ring()").shown, "ring")


@behaviour("the notebook's tsconfig decides how strict the checks are", fresh=True)
def _(kernel: Kernel):
    code = "function loose(a) { return a }\nconst cup: { x: number } | null = null as any\ncup.x"
    refused = kernel.run(code.replace("as any\ncup.x", "as any"))
    contains(refused.shown, "implicitly")
    kernel.write("tsconfig.json", '{ "compilerOptions": { "strict": false } }')
    kernel.restart()
    kernel.ok(code.replace("as any\ncup.x", "as any"))


@behaviour("the notebook's tsconfig turns JSX on its way", fresh=True)
def _(kernel: Kernel):
    kernel.write("tsconfig.json", '{ "compilerOptions": { "jsx": "react", "jsxFactory": "make" } }')
    kernel.restart()
    kernel.ok("declare namespace JSX { interface IntrinsicElements { i: {} } type Element = string }")
    kernel.ok("function make(tag: string, ...rest: unknown[]) { return 'made ' + tag }")
    contains(kernel.ok("console.log(String(<i />))").stdout, "made i")


@behaviour("the notebook's tsconfig turns the JSX of local files on its way too", fresh=True)
def _(kernel: Kernel):
    kernel.write("tsconfig.json", '{ "compilerOptions": { "jsx": "react", "jsxFactory": "make" } }')
    kernel.write("marked.tsx", "declare namespace JSX { interface IntrinsicElements { i: {} } type Element = string }\n"
                 "const make = (tag: string) => 'made ' + tag; export const marked: string = <i />")
    kernel.restart()
    contains(kernel.ok("import { marked } from './marked'; console.log(marked)").stdout, "made i")


@behaviour("a failed import does not harm later ones")
def _(kernel: Kernel):
    for _ in range(3):
        assert kernel.run("import { nope } from 'no-such-package-here'; nope").status == "error"
    contains(kernel.ok("import { sep } from 'node:path'; console.log(sep)").stdout, "/")
