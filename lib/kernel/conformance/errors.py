"""Type errors before anything runs, run-time errors where they are, and what a session survives."""

import re

from .behaviour import Theme, contains, equal, lacks
from .kernel import Kernel, plain
from .readability import least_contrast

THEME = Theme("errors")
behaviour = THEME.behaviour


def _line(run, number: int) -> None:
    """The error must name the line, in one of the usual ways."""
    shown = run.shown
    found = re.search(rf"(line {number}\b|(:|^|\s){number}:\d+|\({number},\d+\)|> *{number} \|)", shown)
    assert found, f"must name line {number}, got {shown[:400]!r}"


@behaviour("a type error is reported before anything runs")
def _(kernel: Kernel):
    run = kernel.run("console.log('ran')\nconst wrong: number = 'text'")
    equal(run.status, "error", "the status")
    equal(run.stdout, "", "what was printed")
    contains(run.shown, "string", "number")


@behaviour("a type error names its line and shows the code with a mark below")
def _(kernel: Kernel):
    run = kernel.run("const fine = 1\nconst off: number = 'text'\n")
    _line(run, 2)
    contains(run.shown, "const off: number = 'text'")
    assert re.search(r"^[^\n]*[\^~]", run.shown, re.M), f"must mark the place, got {run.shown!r}"


@behaviour("a type error is an error message with a name, a sentence and a traceback")
def _(kernel: Kernel):
    errors = kernel.run("const off2: number = 'text'").of("error")
    equal(len(errors), 1, "the number of errors")
    contains(errors[0]["evalue"], "not assignable")
    assert errors[0]["ename"] and errors[0]["traceback"], f"got {errors[0]}"


@behaviour("a type error in a local file is reported with the file's own line")
def _(kernel: Kernel):
    kernel.write("typed/wrong.ts", "export const fine = 1\nexport const offA: number = 'text'\n")
    kernel.write("typed/wrongly.ts", "import { offA } from './wrong.ts'\n\nexport const offB: string = offA\n")
    run = kernel.run("console.log('ran')\nimport { offB } from './typed/wrongly.ts'")
    equal((run.status, run.stdout), ("error", ""), "the outcome")
    contains(run.shown, "typed/wrong.ts, line 2", "typed/wrongly.ts, line 3", "const offA: number = 'text'")


@behaviour("a local file whose type error is mended runs")
def _(kernel: Kernel):
    kernel.write("mended.ts", "export const offC: number = 'text'\n")
    equal(kernel.run("import { offC } from './mended.ts'").status, "error", "the status")
    kernel.write("mended.ts", "export const offC: number = 5 // mended\n")
    equal(kernel.ok("import { offC } from './mended.ts'; offC").value, "5")


@behaviour("every type error of a cell is reported")
def _(kernel: Kernel):
    run = kernel.run("const o1: number = 'a'\nconst o2: string = 5\nundefinedName")
    contains(run.shown, "undefinedName")
    equal(run.shown.count("Type 'string' is not") > 0, True, "whether the first is shown")
    equal(run.shown.count("Type 'number' is not") > 0, True, "whether the second is shown")


@behaviour("a later cell is checked against an earlier one's types")
def _(kernel: Kernel):
    kernel.ok("function area(side: number): number { return side * side }")
    run = kernel.run("console.log('ran'); area('four')")
    equal((run.status, run.stdout), ("error", ""), "the outcome")
    contains(run.shown, "number")


@behaviour("a rejected cell declares nothing")
def _(kernel: Kernel):
    kernel.ok("const same = 1")
    kernel.run("const same: number = 'two'")
    equal(kernel.ok("same").text, "1", "the value")


@behaviour("// @ts-nocheck and @ts-expect-error are heeded")
def _(kernel: Kernel):
    contains(kernel.ok("// @ts-nocheck\nconst un: number = 'unchecked'; console.log(un)").stdout, "unchecked")
    contains(kernel.ok("// @ts-expect-error\nconst ex: number = 'expected'; console.log(ex)").stdout, "expected")


@behaviour("a thrown error is shown with its name and message")
def _(kernel: Kernel):
    run = kernel.run("class Oops extends Error { override name = 'Oops' }; throw new Oops('what now')")
    equal(run.status, "error", "the status")
    contains(run.shown, "Oops", "what now")


@behaviour("a runtime error names its line")
def _(kernel: Kernel):
    _line(kernel.run("const a0 = 1;\n\n(null as any).foo"), 3)


@behaviour("lines are right after code that is only types")
def _(kernel: Kernel):
    run = kernel.run("interface Long {\n  a: number\n  b: string\n}\ntype T2 =\n  | 'x'\n  | 'y'\n\nthrow new Error('line nine')")
    _line(run, 9)


@behaviour("a printed error, its stack and an error as a value name the line, and nothing internal")
def _(kernel: Kernel):
    kernel.ok("interface Gone3 {\n  a: number\n}\n\nconst kept3 = new Error('kept')")
    for code in ("console.log(kept3)", "console.log(kept3.stack)", "kept3"):
        run = kernel.ok(code)
        _line(run, 5)
        lacks(run.text, "node:inspector", "evalmachine")


@behaviour("lines are right after an enum, a decorator and a multi-line call")
def _(kernel: Kernel):
    run = kernel.run("enum E5 {\n  A,\n  B,\n}\nfunction deco(v: any, c: any) {}\n@deco\nclass K5 {}\n\nthrow new Error('line nine')")
    _line(run, 9)


@behaviour("an error in an earlier cell's function names that cell and its line")
def _(kernel: Kernel):
    first = kernel.ok("type Unused = 1\nfunction fails() {\n  throw new Error('inside')\n}")
    run = kernel.run("\nfails()")
    _line(run, 3)
    _line(run, 2)
    contains(run.shown, str(first.content["execution_count"]), "fails")


@behaviour("an error in a local file names the file and its line")
def _(kernel: Kernel):
    kernel.write("faulty.ts", "interface Gone {\n  a: 1\n}\nexport function faulty(): never {\n  throw new Error('in the file')\n}")
    run = kernel.run(f"import {{ faulty }} from '{kernel.local('faulty')}'\nfaulty()")
    contains(run.shown, "in the file", "faulty.ts")
    _line(run, 5)


@behaviour("an error in a local JavaScript file names the file as it is")
def _(kernel: Kernel):
    kernel.write("script2.mjs", "export function scripted() {\n  throw new Error('in the script')\n}")
    run = kernel.run("// @ts-nocheck\nimport { scripted } from './script2.mjs'; scripted()")
    contains(run.shown, "in the script", "script2.mjs")
    lacks(run.shown, "script2.mjs?")
    _line(run, 2)


@behaviour("an error in a package names the package's file and the cell's line, with the rest folded")
def _(kernel: Kernel):
    kernel.write("node_modules/thrower/package.json", '{"name":"thrower","main":"index.js","types":"index.d.ts"}')
    kernel.write("node_modules/thrower/index.js",
                 "exports.dive = (n) => {\n  if (n === 0) throw new RangeError('in the package');\n  return exports.dive(n - 1)\n}\n"
                 "exports.back = (f) => [1].forEach(f)")
    kernel.write("node_modules/thrower/index.d.ts",
                 "export declare function dive(n: number): number; export declare function back(f: () => void): void")
    run = kernel.run("import { dive, back } from 'thrower'\n\ndive(40)")
    contains(run.shown, "in the package", "thrower/index.js:2:")
    _line(run, 3)
    frames = run.shown.count("thrower/index.js:")
    assert frames <= 6, f"must fold the package's frames, got {frames}"
    run = kernel.run("import { back as call } from 'thrower'\ncall(() => {\n  throw new Error('in the callback') })")
    contains(run.shown, "in the callback", "thrower/index.js:5:")
    _line(run, 3)


@behaviour("a traceback has no frames of the kernel's own")
def _(kernel: Kernel):
    run = kernel.run("function one() { throw new Error('short') }; one()")
    contains(run.shown, "short", "one")
    lacks(run.shown, "node:inspector", "node:internal", "node:vm", "node_modules", "ext:", "dist/")


@behaviour("the colours of an error can be read in both of JupyterLab's themes")
def _(kernel: Kernel):
    for code in ("throw new Error('outer', { cause: new TypeError('inner') })",
                 "function deep() { null!.x }\n\ndeep()", "const off3: number = 'text'", "const = 1",
                 "throw 'text'"):
        run = kernel.run(code)
        for content in run.of("error"):
            text = "\n".join(content["traceback"])
            ratio = least_contrast(text)
            assert ratio >= 4.5, f"must have a contrast of 4.5, got {ratio:.2f} in {text!r}"
        assert run.of("error"), f"must be an error message, got {run.shown!r}"


@behaviour("the column is right where an emoji stands before it")
def _(kernel: Kernel):
    run = kernel.run("const mood = '😀'; (null as any).smile")
    assert re.search(r"(column |:1:)(2\d|3\d)\b", run.shown), f"must name the column, got {run.shown!r}"


@behaviour("an error after an await keeps its line")
def _(kernel: Kernel):
    run = kernel.run("type T7 = 1\nasync function slow() {\n  await new Promise((f) => setTimeout(f, 5))\n  throw new Error('slowly')\n}\nawait slow()")
    contains(run.shown, "slowly")
    _line(run, 4)


@behaviour("causes are shown")
def _(kernel: Kernel):
    run = kernel.run("throw new Error('outer words', { cause: new RangeError('inner words') })")
    contains(run.shown, "outer words", "RangeError", "inner words")


@behaviour("a circular cause is shown once")
def _(kernel: Kernel):
    run = kernel.run("const outer: any = new Error('outer words'); outer.cause = new Error('inner words', { cause: outer }); throw outer")
    contains(run.shown, "inner words", "ircular")
    shown = plain("\n".join(sum((c["traceback"] for c in run.of("error")), [])))
    equal(shown.count("Error: inner words"), 1, "how often the cause is shown")


@behaviour("of a thousand causes the last is shown, and not all the others")
def _(kernel: Kernel):
    run = kernel.run("let chain: any = new Error('the root of it'); for (let i = 0; i < 1000; i++) chain = new Error('link ' + i, { cause: chain })\nthrow chain")
    contains(run.shown, "link 999", "Error: the root of it")
    assert len(run.shown) < 20_000, f"must be short, got {len(run.shown)} characters"


@behaviour("the errors of an AggregateError are shown")
def _(kernel: Kernel):
    run = kernel.run("await Promise.any([Promise.reject(new Error('first no')), Promise.reject(new TypeError('second no'))])")
    contains(run.shown, "AggregateError", "first no", "second no")


@behaviour("the errors of a disposal, and any in a property, are shown where they are")
def _(kernel: Kernel):
    run = kernel.run("type T8 = 1\n{ using bad = { [Symbol.dispose]() {\n  throw new Error('in the disposal') } }\n"
                     "  throw new TypeError('in the block') }")
    contains(run.shown, "SuppressedError", "in the disposal", "TypeError: in the block")
    _line(run, 3)
    _line(run, 4)
    run = kernel.run("type T9 = 1\nthrow Object.assign(new Error('outside'), {\n  reason: new RangeError('held') })")
    contains(run.shown, "outside", "reason: RangeError: held")
    _line(run, 3)


@behaviour("of a line of 100,000 characters the part with the error is shown")
def _(kernel: Kernel):
    long = "const long = '" + "x" * 100_000 + "'; "
    for fault in ("(null as any).mistake", "const five: number = 'mistake'"):
        run = kernel.run(long + fault)
        contains(run.shown, fault)
        assert len(run.shown) < 2000, f"must be short, got {len(run.shown)} characters"


@behaviour("an error is named after its class, where that gave it no name")
def _(kernel: Kernel):
    cases = {"class NF extends Error {}; throw new NF('x')": "NF", "class Deeper extends NF {}; throw new Deeper('x')": "Deeper",
             "class Kind extends TypeError {}; throw new Kind('x')": "Kind",
             "class Given extends Error { override name = 'Other' }; throw new Given('x')": "Other",
             "throw new (class extends RangeError {})('x')": "RangeError",
             "throw new DOMException('x', 'AbortError')": "AbortError"}
    for code, wanted in cases.items():
        run = kernel.run(code)
        equal(run.content.get("ename"), wanted, f"the name that {code!r} is given")
        contains(run.shown, f"{wanted}: x")


@behaviour("an error message of 5 MB is cut")
def _(kernel: Kernel):
    for code in ("throw new Error('m'.repeat(5e6))", "throw new Error('line\\n'.repeat(1e6))",
                 "throw Object.assign(new Error('words'), { body: 'm'.repeat(5e6) })", "throw 'm'.repeat(5e6)"):
        run = kernel.run(code)
        equal(run.status, "error", f"the status of {code}")
        size = len(str(run.content)) + sum(len(str(c)) for c in run.of("error", "stream"))
        assert size < 200_000, f"must be sent in short, got {size} characters for {code}"
        contains(run.shown, "more characters")


@behaviour("whatever is thrown is shown")
def _(kernel: Kernel):
    for code, wanted in (("throw 'a text'", "a text"), ("throw null", "null"), ("throw { code: 7 }", "code: 7"), ("throw undefined", "undefined")):
        run = kernel.run(code)
        equal(run.status, "error", f"the status of {code}")
        contains(run.shown, wanted)


@behaviour("a syntax error says what was expected")
def _(kernel: Kernel):
    for code, wanted in (("const y = [1, 2;", "]"), ("const o = { a: 1, b: 2;", "}"), ("const z = (1 + 2;", ")"),
                         ("const f = (x) { return x }", "=>"), ("if (true) {\n  f(1)\n", "}"), ("const b = 1 ? 2;", ":"),
                         ("let x = ;", "xpression"), ("while (true { }", ")")):
        errors = kernel.run(code).of("error")
        assert errors, f"{code!r} must be refused"
        contains(errors[0]["evalue"], wanted, "xpected")


@behaviour("a syntax error names its line and column")
def _(kernel: Kernel):
    run = kernel.run("const good = 1\nconst = 2")
    equal(run.status, "error", "the status")
    _line(run, 2)


@behaviour("a stack overflow is an error and survived")
def _(kernel: Kernel):
    run = kernel.run("const dive = (n: number): number => dive(n + 1) + 1; dive(0)")
    contains(run.shown, "RangeError", "call stack")
    contains(kernel.ok("1 + 1").text, "2")


@behaviour("an unhandled rejection is reported on its cell and survived", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let held = 42")
    cell = kernel.start("void Promise.reject(new Error('nobody caught me')); 0")
    kernel.finish(cell)
    kernel.until(lambda: "nobody caught me" in kernel.run_of(cell).shown)
    contains(kernel.ok("held").text, "42")


@behaviour("a throw in a timer is reported on its cell and survived", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let held = 42")
    cell = kernel.start("setTimeout(() => { throw new Error('thrown late') }, 20); 0")
    kernel.finish(cell)
    kernel.until(lambda: "thrown late" in kernel.run_of(cell).shown)
    contains(kernel.ok("held").text, "42")


@behaviour("a listener of uncaughtException that a cell adds has its say", fresh=True)
def _(kernel: Kernel):
    kernel.ok("process.on('uncaughtException', (e) => console.log('mine:', e.message))")
    run = kernel.ok("setTimeout(() => { throw new Error('thrown late') }, 5); await new Promise((f) => setTimeout(f, 100))")
    contains(run.stdout, "mine: thrown late")
    equal(run.of("error"), [], "the errors")


@behaviour("a rejection that is handled a moment later is not reported", fresh=True)
def _(kernel: Kernel):
    run = kernel.ok("const soon = Promise.reject(new Error('caught in time')); soon.catch(() => 0); 'fine'")
    lacks(run.shown, "caught in time")
    contains(kernel.ok("'next'").text, "next")


@behaviour("process.exit() does not kill the session without a word", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let held = 42; function leave() { (globalThis as any).process.exit(3) }")
    run = kernel.run("console.log('before'); leave(); console.log('after')", 5)
    contains(run.shown, "before", "exit")
    lacks(run.stdout, "after")
    contains(kernel.ok("held").text, "42")


@behaviour("process.exit() in a timer does not kill the session", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let held = 42; setTimeout(() => (globalThis as any).process.exit(3), 10); 0")
    kernel.ok("await new Promise((f) => setTimeout(f, 100))")
    contains(kernel.ok("held").text, "42")


@behaviour("process.exit() caught by the cell's own catch still ends the cell", fresh=True)
def _(kernel: Kernel):
    run = kernel.run("try { (globalThis as any).process.exit(0) } catch {}\nconsole.log('after')", 5)
    contains(run.shown, "exit")
    lacks(run.stdout, "after")
    contains(kernel.ok("1 + 1").text, "2")


@behaviour("%exit ends the kernel", fresh=True)
def _(kernel: Kernel):
    import time

    kernel.start("%exit")
    end = time.monotonic() + 5
    while kernel.alive:
        assert time.monotonic() < end, "the process must end within 5 s"
        time.sleep(0.02)
