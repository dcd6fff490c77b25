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


@behaviour("a result has the colours of a terminal")
def _(kernel: Kernel):
    text = kernel.ok("({ a: [1, 'x'], b: undefined })").colored_text
    contains(text, f"{YELLOW}1{ESCAPE}[39m", GREEN, f"{ESCAPE}[90mundefined{ESCAPE}[39m")
    contains(kernel.ok("6 * 7").colored_text, f"{YELLOW}42{ESCAPE}[39m")


@behaviour("a displayed value has the colours of a terminal, a raw bundle is left alone")
def _(kernel: Kernel):
    show = "const show: any = (globalThis as any).jupyter ?? (globalThis as any).Deno.jupyter"
    run = kernel.ok(f"""{show}; await show.display({{ a: 1 }})
        await show.display({{ 'text/plain': '1 {{}}' }}, {{ raw: true }})""")
    shown = [b.get("text/plain") for b in run.bundles[:2]]
    equal(shown, [f"{{ a: {YELLOW}1{ESCAPE}[39m }}", "1 {}"], "the texts")


@behaviour("console.log colours objects, and no text")
def _(kernel: Kernel):
    run = kernel.ok("console.log('text', { a: 1 }); console.log(JSON.stringify({ a: 1 })); null")
    contains(run.colored("stdout"), f'text {{ a: {YELLOW}1{ESCAPE}[39m }}\n{{"a":1}}\n')


@behaviour("console.error prints without colours, which its ground would swallow")
def _(kernel: Kernel):
    run = kernel.ok("console.error({ a: 1 }); console.warn({ b: 2 })")
    equal(run.colored("stderr"), "{ a: 1 }\n{ b: 2 }\n", "what is printed")


@behaviour("an own inspection method is told of the colours")
def _(kernel: Kernel):
    run = kernel.ok("""({ [Symbol.for('nodejs.util.inspect.custom')]:
        (_depth: number, options: any) => options.stylize('5', 'number') })""")
    equal(run.colored_text, f"{YELLOW}5{ESCAPE}[39m", "the text")


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
