"""Imports of the notebook's own files, also edited and faulty ones, and its tsconfig."""

from .behaviour import Theme, contains, equal, lacks
from .kernel import Kernel
from .packages import install_package, link_package

THEME = Theme("imports")
behaviour = THEME.behaviour


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
    link_package(kernel, "packages/linked", "linked")
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
    install_package(kernel, "goods", '{"name":"goods","type":"module","exports":"./index.js"}', index_js="export const goods = 26")
    contains(kernel.ok(code).stdout, "27")


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
    install_package(kernel, "@types/bells", '{"name":"@types/bells"}', **{"index_d_ts": "declare const bell: string"})
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
