"""Modules: from Node, from packages, of data, and what a cell loads them with."""

import os

from .behaviour import Theme, contains, equal, lacks
from .kernel import Kernel
from .packages import install_package

THEME = Theme("imports")
behaviour = THEME.behaviour

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
    install_package(kernel, "old-style", '{"name":"old-style","main":"index.js","types":"index.d.ts"}',
             index_js="exports.twice = (n) => n * 2; exports['la' + 'te'] = 7",
             **{"index_d_ts": "export declare function twice(n: number): number; export declare const late: number"})
    run = kernel.ok("import { twice, late } from 'old-style'; import * as whole from 'old-style'\n"
                    "console.log(twice(4), late, whole.twice(1))")
    contains(run.stdout, "8 7 2")


@behaviour("the default of a CommonJS package that was an ES module")
def _(kernel: Kernel):
    install_package(kernel, "was-esm", '{"name":"was-esm","main":"index.js","types":"index.d.ts"}', **_INTEROP)
    run = kernel.ok("import f, { named, late } from 'was-esm'; import * as was from 'was-esm'\n"
                    "console.log(f('x'), named, late, was.default('y'), was.late)")
    contains(run.stdout, "x 1 7 y 7")
    contains(kernel.ok("const { default: f2 } = await import('was-esm'); console.log(f2('z'))").stdout, "z")


@behaviour("that default, and those names, in a local TypeScript file")
def _(kernel: Kernel):
    install_package(kernel, "was-esm-too", '{"name":"was-esm-too","main":"index.js","types":"index.d.ts"}', **_INTEROP)
    kernel.write("user.ts", "import f, { late } from 'was-esm-too'; import * as was from 'was-esm-too'\n"
                 "export const used: string = f('x') + late + was.named")
    contains(kernel.ok(f"import {{ used }} from '{kernel.local('user')}'; console.log(used)").stdout, "x71")


@behaviour("a method of what a CommonJS package exports, by name")
def _(kernel: Kernel):
    install_package(kernel, "one-object", '{"name":"one-object","main":"index.js","types":"index.d.ts"}',
             index_js="class Bell { ring() { return 'ding' } }; module.exports = new Bell()",
             **{"index_d_ts": "declare class Bell { ring(): string }; declare const bell: Bell; export = bell"})
    run = kernel.ok("import bell, { ring } from 'one-object'; console.log(bell.ring(), ring())")
    contains(run.stdout, "ding ding")


@behaviour("a file of a package by its path without extension")
def _(kernel: Kernel):
    install_package(kernel, "many-files", '{"name":"many-files","main":"index.js"}', index_js="", **{"part_js": "exports.part = 27"})
    contains(kernel.ok("import { part } from 'many-files/part'; console.log(part)").stdout, "27")


@behaviour("a package that is an ES module only")
def _(kernel: Kernel):
    install_package(kernel, "new-style",
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


@behaviour("a missing package is one clear error, and works once it is installed")
def _(kernel: Kernel):
    run = kernel.run("import { there } from 'not-yet'; console.log(there)")
    contains(run.shown, "not-yet")
    install_package(kernel, "not-yet", '{"name":"not-yet","type":"module","exports":{".":{"types":"./index.d.ts","default":"./index.js"}}}',
             index_js="export const there = 16", **{"index_d_ts": "export declare const there: number"})
    contains(kernel.ok("import { there } from 'not-yet'; console.log(there)").stdout, "16")


@behaviour("a missing package says how to install it, and where")
def _(kernel: Kernel):
    run = kernel.run("import { gone } from 'not-here/sub'; console.log(gone)")
    contains(run.shown, "npm install not-here", kernel.folder.split("/")[-1])
    lacks(run.shown, "npm install not-here/sub")
    contains(kernel.run("// @ts-nocheck\nimport { gone } from '@scope/not-here/sub'").shown, "npm install @scope/not-here")


@behaviour("import() of a computed name")
def _(kernel: Kernel):
    kernel.write("dynamic.ts", "export const dynamic = 19")
    name = kernel.local("dynamic").removeprefix("./dyn")
    contains(kernel.ok(f"const dyn = await import('./dyn' + '{name}'); console.log(dyn.dynamic)").stdout, "19")


@behaviour("require, of Node's modules and of packages")
def _(kernel: Kernel):
    install_package(kernel, "required", '{"name":"required","main":"index.js"}', index_js="module.exports = () => 20")
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


@behaviour("a failed import does not harm later ones")
def _(kernel: Kernel):
    for _ in range(3):
        assert kernel.run("import { nope } from 'no-such-package-here'; nope").status == "error"
    contains(kernel.ok("import { sep } from 'node:path'; console.log(sep)").stdout, "/")
