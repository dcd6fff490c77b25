"""Completion, inspection and is_complete; positions count code points."""

from .behaviour import Theme, contains, equal
from .kernel import Kernel, Run

THEME = Theme("completion")
behaviour = THEME.behaviour


def _complete(kernel: Kernel, code: str, position: int | None = None) -> dict:
    position = len(code) if position is None else position
    return kernel.request("complete_request", {"code": code, "cursor_pos": position}).content


def _names(content: dict) -> list[str]:
    """The names that the matches end in: some kernels repeat what stands before."""
    return [match.rsplit(".", 1)[-1] for match in content["matches"]]


def _inspect(kernel: Kernel, code: str, position: int | None = None) -> Run:
    position = len(code) if position is None else position
    content = {"code": code, "cursor_pos": position, "detail_level": 0}
    return kernel.request("inspect_request", content)


def _described(kernel: Kernel, code: str, position: int | None = None) -> str:
    content = _inspect(kernel, code, position).content
    assert content["found"], f"{code!r} must be found"
    return str(content["data"])


@behaviour("complete statements are complete")
def _(kernel: Kernel):
    for code in ("1 + 1", "const a = [1, 2]", "function f() {\n  return 1\n}", "if (1) {}", "`a`"):
        status = kernel.request("is_complete_request", {"code": code}).content["status"]
        equal(status, "complete", f"the status of {code!r}")


@behaviour("open blocks, calls and texts are incomplete")
def _(kernel: Kernel):
    for code in ("function f() {", "const a = [1,", "f(1,", "`open", "const x =", "/* words"):
        status = kernel.request("is_complete_request", {"code": code}).content["status"]
        equal(status, "incomplete", f"the status of {code!r}")


@behaviour("an incomplete block comes with the next line's indent")
def _(kernel: Kernel):
    content = kernel.request("is_complete_request", {"code": "for (;;) {\n  if (1) {"}).content
    equal(content["status"], "incomplete", "the status")
    indent = content.get("indent", "")
    assert indent and not indent.strip(), f"indent must be blanks, got {indent!r}"


@behaviour("what no continuation can mend is invalid")
def _(kernel: Kernel):
    for code in ("1 +* 2", "const = 1", "}"):
        status = kernel.request("is_complete_request", {"code": code}).content["status"]
        equal(status, "invalid", f"the status of {code!r}")


@behaviour("names of earlier cells are completed")
def _(kernel: Kernel):
    kernel.ok("const zebraCount = 3; function zebraName() { return 'z' }")
    names = _complete(kernel, "zebra")["matches"]
    assert {"zebraCount", "zebraName"} <= set(names), f"got {names[:10]}"


@behaviour("members of an earlier cell's value are completed")
def _(kernel: Kernel):
    kernel.ok("const animal = { legs: 4, sound: 'moo' }")
    names = _names(_complete(kernel, "animal."))
    assert {"legs", "sound"} <= set(names), f"got {names[:10]}"


@behaviour("members are completed by type, of values that do not exist yet")
def _(kernel: Kernel):
    names = _names(_complete(kernel, "interface Box { depth: number }\n(null as any as Box)."))
    assert "depth" in names, f"got {names[:10]}"


@behaviour("members of a value that has no type are completed by what it has")
def _(kernel: Kernel):
    kernel.ok("const data1: any = JSON.parse('{\"animals\": [{\"name\": \"Ada\", \"legs\": 4}], \"town\": \"Ulm\"}')")
    kernel.ok("class Heron { wings = 2; fly() {} }; const bird: any = new Heron()")
    for code, wanted in (("data1.", {"animals", "town"}), ("data1.an", {"animals"}), ("data1.animals[0].", {"name", "legs"}),
                         ("data1?.animals?.[0]?.le", {"legs"}), ("const s = '😀'; data1['animals'][0].na", {"name"}),
                         ("data1.town.", {"length", "slice"}), ("bird.", {"wings", "fly"})):
        content = _complete(kernel, code)
        assert wanted <= set(_names(content)), f"must complete {code!r} with {wanted}, got {content['matches'][:10]}"
        made = [code[:content["cursor_start"]] + m + code[content["cursor_end"]:] for m in content["matches"]]
        assert any(code.rsplit(".", 1)[0] in each for each in made), f"must keep what is written, got {made[:3]}"


@behaviour("the keys of a record and of process.env are completed by what is there")
def _(kernel: Kernel):
    kernel.ok("import process1 from 'node:process'; process1.env.ZEBRA_STRIPES = '9'; const prices: Record<string, number> = { apple: 1, 'red wine': 2 }")
    for code, wanted in (("prices.", "apple"), ("prices['", "red wine"), ("prices[\"red", "red wine"),
                         ("process1.env.ZEBRA_", "ZEBRA_STRIPES")):
        names = _names(_complete(kernel, code))
        assert wanted in names, f"must complete {code!r} with {wanted}, got {names[:10]}"
    assert "red wine" not in _names(_complete(kernel, "prices.")), "must not offer what no dot can name"


@behaviour("completion runs no getter, and takes its names from the type where there is one")
def _(kernel: Kernel):
    kernel.ok("""let ran = 0; const lazy1: any = { get boom() { ran++; return { deep: 1 } }, calm: 1 }
        const guarded: any = new Proxy({ inside: 1 }, { ownKeys() { ran++; return [] }, get() { ran++; return 1 } })
        class Vault { private code = 7; open() {} }; const vault = new Vault()""")
    assert {"boom", "calm"} <= set(_names(_complete(kernel, "lazy1."))), "must complete the getter's name"
    for code in ("lazy1.boom.", "guarded.", "guarded.inside."):
        equal(_complete(kernel, code)["status"], "ok", f"the status of {code!r}")
    equal(kernel.ok("ran").value, "0", "how often a getter or a trap ran")
    names = _names(_complete(kernel, "vault."))
    assert "open" in names and "code" not in names, f"must keep to the type, got {names[:10]}"


@behaviour("the matches replace the text from cursor_start to cursor_end")
def _(kernel: Kernel):
    code = "Math.fl"
    content = _complete(kernel, code)
    start, end = content["cursor_start"], content["cursor_end"]
    made = [code[:start] + match + code[end:] for match in content["matches"]]
    assert "Math.floor" in made, f"got {made[:5]} from {start} to {end}"


@behaviour("completion in the middle of a line looks at what stands before the cursor")
def _(kernel: Kernel):
    code = "Math.fl(1.5) + 2"
    content = _complete(kernel, code, 7)
    start, end = content["cursor_start"], content["cursor_end"]
    made = [code[:start] + match + code[end:] for match in content["matches"]]
    assert "Math.floor(1.5) + 2" in made, f"got {made[:5]} from {start} to {end}"


@behaviour("positions after an emoji are in code points")
def _(kernel: Kernel):
    code = "const smile = '😀😀'; Math.fl"
    content = _complete(kernel, code)
    start, end = content["cursor_start"], content["cursor_end"]
    made = [code[:start] + match + code[end:] for match in content["matches"]]
    assert "const smile = '😀😀'; Math.floor" in made, f"got {made[:3]} from {start} to {end}"


@behaviour("completions come with their types")
def _(kernel: Kernel):
    kernel.ok("function giraffe(n: number) { return n }")
    content = _complete(kernel, "giraf")
    types = content["metadata"].get("_jupyter_types_experimental", [])
    found = [each for each in types if each["text"] == "giraffe"]
    assert found, f"giraffe must be among {types[:3]}"
    equal(found[0]["type"], "function", "the type")
    equal((found[0]["start"], found[0]["end"]), (0, 5), "the range")


@behaviour("a name of this very cell is completed")
def _(kernel: Kernel):
    names = _complete(kernel, "const okapiWeight = 1\nokap")["matches"]
    assert "okapiWeight" in names, f"got {names[:10]}"


@behaviour("an unknown word is completed to nothing")
def _(kernel: Kernel):
    equal(_complete(kernel, "qqqxyzzy")["matches"], [], "the matches")


@behaviour("completion is answered while a cell loops", fresh=True)
def _(kernel: Kernel):
    kernel.printed(kernel.start("console.log('loops'); for (;;) {}"), "loops")
    asked = kernel.send("complete_request", {"code": "Math.fl", "cursor_pos": 7})
    kernel.until(lambda: kernel.run_of(asked).reply)
    assert any("floor" in m for m in kernel.run_of(asked).content["matches"])


@behaviour("members of a value are completed while a cell waits, and the rest while one loops", fresh=True)
def _(kernel: Kernel):
    kernel.ok("const tree: any = { leaves: 5 }")
    kernel.printed(kernel.start("console.log('waits'); await new Promise((f) => setTimeout(f, 2000))"), "waits")
    asked = kernel.send("complete_request", {"code": "tree.", "cursor_pos": 5})
    kernel.until(lambda: kernel.run_of(asked).reply)
    assert "leaves" in _names(kernel.run_of(asked).content), "must complete while a cell waits"
    kernel.printed(kernel.start("console.log('loops'); for (;;) {}"), "loops")
    asked = kernel.send("complete_request", {"code": "tree.", "cursor_pos": 5})
    kernel.until(lambda: kernel.run_of(asked).reply, 2)
    equal(kernel.run_of(asked).content["status"], "ok", "the status")


@behaviour("inspection is answered while a cell waits")
def _(kernel: Kernel):
    cell = kernel.start("await new Promise((f) => setTimeout(f, 2500))")
    asked = kernel.send(
        "inspect_request", {"code": "parseInt", "cursor_pos": 4, "detail_level": 0}
    )
    kernel.until(lambda: kernel.run_of(asked).reply)
    equal(kernel.first_answered(asked, cell), asked, "the first request that was answered")
    contains(str(kernel.run_of(asked).content["data"]), "radix")
    kernel.finish(cell)


@behaviour("inspection shows the signature of an earlier cell's function")
def _(kernel: Kernel):
    kernel.ok("function lemur(tail: number, name = 'x'): string[] { return [] }")
    contains(_described(kernel, "lemur"), "lemur", "tail", "number", "string[]")


@behaviour("inspection shows the words of a doc comment")
def _(kernel: Kernel):
    kernel.ok("/** Counts the stripes of a tapir. */\nfunction tapir(n: number) { return n }")
    contains(_described(kernel, "tapir"), "Counts the stripes")


@behaviour("inspection comes as Markdown and as text")
def _(kernel: Kernel):
    content = _inspect(kernel, "parseInt").content
    assert content["found"], "parseInt must be found"
    for mime in ("text/plain", "text/markdown"):
        contains(content["data"].get(mime, ""), "parseInt")


@behaviour("inspection shows doc tags")
def _(kernel: Kernel):
    kernel.ok("""/** Adds.
        * @param left the one addend
        * @deprecated use another */
        function bison(left: number) { return left }""")
    contains(_described(kernel, "bison"), "the one addend", "deprecated")


@behaviour("inspection finds the name around the cursor")
def _(kernel: Kernel):
    kernel.ok("const ibexHeight: number = 4")
    contains(_described(kernel, "1 + ibexHeight + 2", 8), "ibexHeight", "number")


@behaviour("inspection of a value that has no type says what it holds")
def _(kernel: Kernel):
    kernel.ok("const yak1: any = { hoof: { size: 12 }, name: 'Ada' }")
    contains(_described(kernel, "yak1"), "hoof")
    contains(_described(kernel, "yak1.hoof.size"), "12")


@behaviour("inspection after an emoji finds the right name")
def _(kernel: Kernel):
    kernel.ok("const okapiHue: string = 'brown'")
    contains(_described(kernel, "'😀😀😀' + okapiHue", 12), "okapiHue", "string")


@behaviour("what is unknown is not found")
def _(kernel: Kernel):
    content = _inspect(kernel, "qqqxyzzy").content
    equal((content["status"], content["found"], content["data"]), ("ok", False, {}), "the answer")


@behaviour("inspection inside a call's parentheses shows the call's signature")
def _(kernel: Kernel):
    kernel.ok("function heron(wing: number, beak: string) { return wing }")
    contains(_described(kernel, "heron(1, "), "heron", "beak")
