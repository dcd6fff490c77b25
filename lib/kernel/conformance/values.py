"""How values look."""

from .behaviour import Theme, contains, equal, lacks
from .kernel import Kernel, plain

ESCAPE = "\x1b"
YELLOW = f"{ESCAPE}[33m"
GREEN = f"{ESCAPE}[32m"

THEME = Theme("values")
behaviour = THEME.behaviour


def _shows(name: str, cases: dict[str, str]):
    @behaviour(name)
    def _(kernel: Kernel):
        for code, wanted in cases.items():
            equal(kernel.ok(code).text.replace('"', "'"), wanted, f"the text of {code!r}")


_shows("primitives look as Node prints them",
       {"'a\\nb'": "'a\\nb'", "10n ** 20n": "100000000000000000000n", "-0": "-0",
        "Symbol('s')": "Symbol(s)", "true": "true", "0.1 + 0.2": "0.30000000000000004"})
_shows("nested objects and arrays look as Node prints them",
       {"({ a: [1, { b: 'x' }], c: null })": "{ a: [ 1, { b: 'x' } ], c: null }",
        "[undefined, , 3]": "[ undefined, <1 empty item>, 3 ]"})
_shows("maps and sets show what is in them",
       {"new Map([['a', 1]])": "Map(1) { 'a' => 1 }", "new Set([1, 2])": "Set(2) { 1, 2 }"})
_shows("a promise is shown as a promise, not awaited",
       {"Promise.resolve(5)": "Promise { 5 }"})
_shows("an instance shows its class",
       {"class Cat { lives = 9 }; new Cat()": "Cat { lives: 9 }"})
_shows("functions and classes show their names",
       {"function purr() {}; purr": "[Function: purr]", "class Paw {}; Paw": "[class Paw]"})
_shows("an object is shown through its own inspection method",
       {"""({ [Symbol.for('nodejs.util.inspect.custom')]: () => 'my own text' })""": "my own text"})
_shows("a date and a regular expression are readable",
       {"new Date(0)": "1970-01-01T00:00:00.000Z", "/a+/gi": "/a+/gi"})
_shows("an expression that looks like a block is a value when in parentheses",
       {"({ a: 1 })": "{ a: 1 }"})


@behaviour("a result is plain text")
def _(kernel: Kernel):
    text = kernel.ok("({ a: [1, 'x'], b: undefined })").colored_text
    equal(text.replace('"', "'"), "{ a: [ 1, 'x' ], b: undefined }", "the text")
    equal(kernel.ok("6 * 7").colored_text, "42", "the text")


@behaviour("a displayed value is plain text")
def _(kernel: Kernel):
    show = "const show: any = (globalThis as any).jupyter ?? (globalThis as any).Deno.jupyter"
    run = kernel.ok(f"{show}; await show.display({{ a: 1 }})")
    equal([b.get("text/plain") for b in run.bundles[:1]], ["{ a: 1 }"], "the texts")


@behaviour("the console prints values as plain text, on stdout and stderr")
def _(kernel: Kernel):
    run = kernel.ok("console.log('text', { a: 1 }, 2); console.error({ b: 1 }); console.dir([3]); null")
    contains(run.colored("stdout"), "text { a: 1 } 2\n[ 3 ]\n")
    equal(run.colored("stderr"), "{ b: 1 }\n", "what is printed to stderr")


@behaviour("console.table prints plain text")
def _(kernel: Kernel):
    run = kernel.ok("console.table([{ town: 'Ulm', people: 3 }])")
    contains(run.colored_text, "town", "Ulm")
    lacks(run.colored_text + "".join(str(b.get("text/html")) for b in run.bundles), ESCAPE)


@behaviour("an own inspection method is told of no colours")
def _(kernel: Kernel):
    run = kernel.ok("""({ [Symbol.for('nodejs.util.inspect.custom')]:
        (_depth: number, options: any) => options.stylize('5', 'number') })""")
    equal(run.colored_text, "5", "the text")


@behaviour("colours that a cell prints itself stay")
def _(kernel: Kernel):
    run = kernel.ok("console.log('\\x1b[31mred\\x1b[0m')")
    equal(run.colored("stdout"), f"{ESCAPE}[31mred{ESCAPE}[0m\n", "what is printed")


# How chalk, picocolors and most others find out whether to colour.
PAINT = """import tty from 'node:tty'
const { FORCE_COLOR: forced, NO_COLOR: refused, CI } = process.env
const on = !refused && (forced !== undefined ? forced !== '0' : tty.isatty(1) || CI !== undefined)
export const paint = text => on ? `\\x1b[32m${text}\\x1b[39m` : text
"""


def _painted(kernel: Kernel, env: dict[str, str]) -> str:
    """What a package prints that colours by itself, and a value, on a kernel with these variables."""
    other = Kernel(kernel.spec, env)
    try:
        other.write("node_modules/goods/package.json", '{"name":"goods","type":"module","exports":"./paint.js"}')
        other.write("node_modules/goods/paint.js", PAINT)
        code = "// @ts-nocheck\nconst { paint } = await import('goods'); console.log(paint('x'), { a: 1 }); 2"
        return other.ok(code).colored_text
    finally:
        other.stop()


@behaviour("packages that colour by themselves do not, without a terminal or on a CI server", fresh=True)
def _(kernel: Kernel):
    equal(_painted(kernel, {"CI": "true"}), "x { a: 1 }\n2", "what is shown")


@behaviour("with FORCE_COLOR values have colours, and packages too", fresh=True)
def _(kernel: Kernel):
    wanted = f"{GREEN}x{ESCAPE}[39m {{ a: {YELLOW}1{ESCAPE}[39m }}\n{YELLOW}2{ESCAPE}[39m"
    equal(_painted(kernel, {"FORCE_COLOR": "1"}), wanted, "what is shown")


@behaviour("with NO_COLOR nothing is coloured", fresh=True)
def _(kernel: Kernel):
    quiet = Kernel(kernel.spec, {"NO_COLOR": "1"})
    try:
        shown = quiet.ok("console.log({ a: 1 }); ({ b: 2 })").colored_text
        equal(shown, "{ a: 1 }\n{ b: 2 }", "what is shown")
        failed = quiet.run("throw new Error('no')")
        lacks("".join(sum((c["traceback"] for c in failed.of("error")), [])), ESCAPE)
        lacks(failed.colored("stderr"), ESCAPE)
    finally:
        quiet.stop()


@behaviour("a semicolon at the end hides the value, one elsewhere does not")
def _(kernel: Kernel):
    for code in ("5;", "5; // why", "5; /* why */\n\n", "5\n;", "5;;", "await Promise.resolve(5);", "enum Five { A = 5 }\nFive.A;"):
        equal(kernel.ok(code).text, "", f"the text of {code!r}")
    equal(kernel.ok("console.log('said'); 5;").text, "said")
    for code in ("5 // why;", "4; 5", "`${5}` // ';'", "(() => { return 5; })()", "5\n// the end;"):
        equal(kernel.ok(code).value, "5", f"the text of {code!r}")
    equal(kernel.ok("';'").value, ";")


@behaviour("a circular value is shown")
def _(kernel: Kernel):
    contains(kernel.ok("const ring: any = { n: 1 }; ring.self = ring; ring").text, "ircular")


@behaviour("an error as a value is shown, and is no failure")
def _(kernel: Kernel):
    contains(kernel.ok("new TypeError('just a value')").text, "TypeError: just a value")


@behaviour("a value whose traps throw does no harm")
def _(kernel: Kernel):
    kernel.run("""new Proxy({}, { get() { throw new Error('no') }, ownKeys() { throw new Error('no') },
        getOwnPropertyDescriptor() { throw new Error('no') }, has() { throw new Error('no') } })""")
    contains(kernel.ok("1 + 1").text, "2")


@behaviour("a value that refuses to be looked at is shown, and is no failure")
def _(kernel: Kernel):
    refuse = "{ throw new Error('refused') }"
    for code in (f"new Proxy({{ a: 1 }}, {{ get() {refuse} }})",
                 f"new Proxy({{}}, {{ get() {refuse}, has() {refuse}, ownKeys() {refuse}, getPrototypeOf() {refuse} }})",
                 "new Proxy({}, { get: () => () => 1 })", f"({{ get then() {refuse}, get constructor() {refuse}, a: 1 }} as any)",
                 f"({{ toHTML() {refuse}, toJSON() {refuse}, a: 1 }})", f"({{ get [Symbol.for('Jupyter.display')]() {refuse}, a: 1 }})",
                 f"({{ get [Symbol.toStringTag](): string {refuse}, a: 1 }})", f"({{ [Symbol.for('nodejs.util.inspect.custom')]() {refuse}, a: 1 }})"):
        run = kernel.run(code)
        assert run.status == "ok" and run.text, f"{code} must be shown, got {run.shown[:300]!r}"
        lacks(run.shown.replace(code, ""), "Error: refused")
        equal([run.of("error"), run.stream("stderr")], [[], ""], f"what is reported of {code}")
    run = kernel.ok("new Proxy({ a: 1 }, new Proxy({}, { get: (_, trap) => { console.log('ran', trap); return undefined } }))")
    lacks(run.stdout, "ran")
    contains(run.text, "a: 1")


@behaviour("getters are not called to show a value")
def _(kernel: Kernel):
    run = kernel.ok("let called = 0; const lazy = { get x() { called++; return 1 } }; lazy")
    assert run.text, "the object must be shown"
    equal(kernel.ok("called").text, "0", "the number of calls")


@behaviour("a huge array is cut")
def _(kernel: Kernel):
    text = kernel.ok("Array.from({ length: 1e6 }, (_, i) => i)").text
    assert text and len(text) < 100_000, f"must be shown in short, got {len(text)} characters"
    contains(text, "more items")


@behaviour("a huge text is cut")
def _(kernel: Kernel):
    text = kernel.ok("'z'.repeat(50_000_000)", 30).text
    assert text and len(text) < 5_000_000, f"must be shown in short, got {len(text)} characters"


@behaviour("a typed array is summarised")
def _(kernel: Kernel):
    text = kernel.ok("new Float32Array(1_000_000)").text
    contains(text, "Float32Array", "1000000", "more items")
    assert len(text) < 5_000, f"must be short, got {len(text)} characters"


@behaviour("an array of records comes as a table in html too")
def _(kernel: Kernel):
    bundles = kernel.ok("[{ town: 'Ulm', people: 3 }, { town: 'Rom', people: 4 }]").bundles
    html = bundles[0].get("text/html", "") if bundles else ""
    contains(html, "<table", "<th", "town", "people", "Ulm", "4")
    contains(plain(bundles[0]["text/plain"]), "town: 'Ulm'")


@behaviour("a Map of records comes as a table in html too, with its keys")
def _(kernel: Kernel):
    bundles = kernel.ok("new Map([['Ulm', { people: 3 }], ['Rom', { people: 4 }]])").bundles
    html = bundles[0].get("text/html", "") if bundles else ""
    contains(html, "<table", "<th>people</th>", "<th>Ulm</th>", "4")
    contains(plain(bundles[0]["text/plain"]), "'Ulm' => { people: 3 }")


@behaviour("a Map of plain values comes as a table of keys and values in html too")
def _(kernel: Kernel):
    bundles = kernel.ok("new Map([['a', 1.5], ['b', 2.5]])").bundles
    html = bundles[0].get("text/html", "") if bundles else ""
    contains(html, "<table", "<th>key</th>", "<th>value</th>", "a", "2.5")


@behaviour("console.table comes as a table in html too")
def _(kernel: Kernel):
    run = kernel.ok("console.table([{ town: 'Ulm', people: 3 }])")
    html = "".join(b.get("text/html", "") for b in run.bundles)
    contains(html, "<table", "town", "Ulm")
    contains(run.text, "│")


@behaviour("a table's cells cannot inject markup")
def _(kernel: Kernel):
    bundles = kernel.ok("[{ note: '<script>alert(1)</script>' }]").bundles
    html = bundles[0].get("text/html", "") if bundles else ""
    contains(html, "<table", "script")
    lacks(html, "<script")


@behaviour("an element of a DOM shows itself as html, an SVG element as a picture")
def _(kernel: Kernel):
    made = """class Node0 { nodeType = 1; html: string; constructor(html: string) { this.html = html }
        get outerHTML() { return this.html } }"""
    shown = kernel.ok(made + "; new Node0('<p>in <b>bold</b></p>')").bundles
    equal([b.get("text/html") for b in shown], ["<p>in <b>bold</b></p>"], "the html")
    [bundle] = kernel.ok("new Node0('<svg width=\"9\"><circle r=\"3\"></circle></svg>')").bundles
    contains(bundle.get("image/svg+xml", ""), "<circle", 'xmlns="http://www.w3.org/2000/svg"')
    assert len(bundle["text/plain"]) < 200, "must have a short text"


PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
JPEG = ("/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////"
        "////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=")


@behaviour("the bytes of a PNG, a JPEG and an SVG show themselves as pictures")
def _(kernel: Kernel):
    kernel.ok(f"const bytesOf = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)); const picture = bytesOf('{PNG}')")
    for code in ("picture", "picture.buffer"):
        bundles = kernel.ok(code).bundles
        equal([b.get("image/png") for b in bundles], [PNG], f"the picture of {code}")
    [bundle] = kernel.ok(f"bytesOf('{JPEG}')").bundles
    contains(bundle.get("image/jpeg", ""), "/9j/4AAQSkZJRg")
    [bundle] = kernel.ok("new TextEncoder().encode('<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"3\"/></svg>')").bundles
    contains(bundle.get("image/svg+xml", ""), "<circle")
    for code in ("picture.slice(0, 30)", "[picture]", "new Uint8Array([255, 216, 255])", "'<svg></svg>'"):
        kinds = [kind for b in kernel.ok(code).bundles for kind in b if kind.startswith("image/")]
        equal(kinds, [], f"the pictures of {code}")


@behaviour("an object with a toHTML method shows itself as html")
def _(kernel: Kernel):
    bundles = kernel.ok("class Grid { toHTML() { return '<table><td>7</td></table>' } }; new Grid()").bundles
    equal([b.get("text/html") for b in bundles], ["<table><td>7</td></table>"], "the html")
    contains(plain(bundles[0]["text/plain"]), "Grid")


@behaviour("a display as the last statement shows the display alone")
def _(kernel: Kernel):
    kernel.ok("const draw: any = ((globalThis as any).jupyter ?? (globalThis as any).Deno.jupyter).display")
    for code in ("draw({ 'text/html': '<b>x</b>' }, { raw: true })", "draw({ 'text/html': '<b>x</b>' }, { raw: true, display_id: 'd1' })"):
        run = kernel.ok(code)
        equal([b.get("text/html") for b in run.bundles], ["<b>x</b>"], f"what {code} shows")
        lacks(run.shown, "Promise")


@behaviour("_ is the last value, and Out has them by number; a cell's own _ is the cell's", fresh=True)
def _(kernel: Kernel):
    count = kernel.ok("6 * 7").content["execution_count"]
    equal(kernel.ok("_ + 1").value, "43", "the last value, and one")
    kernel.ok("console.log('printed'); undefined")
    kernel.ok("'silent'", silent=True, store_history=False)
    equal(kernel.ok("_").value, "43", "the last value")
    equal(kernel.ok(f"Out[{count}]").value, "42", "the value of that cell")
    equal(kernel.ok("let sum = 0; for (const _ of [1, 2]) sum += _; [3].map((_) => _ + sum)").value, "[ 6 ]", "the value")
    kernel.ok("const _ = { chunk: 5 }")
    kernel.ok("7")
    equal(kernel.ok("_.chunk").value, "5", "the value")


@behaviour("tslab's display module shows html, Markdown, svg and LaTeX")
def _(kernel: Kernel):
    run = kernel.ok("""import * as tslab from 'tslab'
        tslab.display.html('<b>h</b>'); tslab.display.markdown('*m*')
        tslab.display.svg('<svg/>'); tslab.display.latex('$x$')""")
    wanted = ["text/html", "text/markdown", "image/svg+xml", "text/latex"]
    equal([kind for b in run.bundles for kind in b if kind != "text/plain"], wanted, "the kinds")


@behaviour("tslab's updatable display replaces what it showed")
def _(kernel: Kernel):
    run = kernel.ok("""import { newDisplay } from 'tslab'
        const shown = newDisplay(); shown.html('<b>1</b>'); shown.html('<b>2</b>')""")
    kinds = [kind for kind in run.types if "display_data" in kind]
    equal(kinds, ["display_data", "update_display_data"], "the messages")
    ids = {c["transient"]["display_id"] for c in run.of("display_data", "update_display_data")}
    equal(len(ids), 1, "the number of ids")
