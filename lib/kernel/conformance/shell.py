"""Lines that begin with ! run a command, as in IPython."""

import subprocess
import time

from .behaviour import Theme, contains, equal, lacks
from .kernel import Kernel, unquoted

THEME = Theme("shell")
behaviour = THEME.behaviour


@behaviour("a line that begins with ! runs a command and shows its output")
def _(kernel: Kernel):
    equal(kernel.ok("!echo hoo hoo").stdout, "hoo hoo\n", "the output")
    equal(kernel.ok("!echo 'a; b' | wc -c").stdout.strip(), "5", "the output of a pipe")


@behaviour("commands run in their places among the lines of code")
def _(kernel: Kernel):
    run = kernel.ok("console.log('first')\n!echo second\nconst third = 'third'\nconsole.log(third)\n!echo fourth")
    equal(run.stdout.split(), ["first", "second", "third", "fourth"], "the output")


@behaviour("a command's output comes as it is printed")
def _(kernel: Kernel):
    kernel.forget()
    started = time.monotonic()
    cell = kernel.start("!echo first; sleep 3; echo last")
    kernel.printed(cell, "first")
    early = time.monotonic() - started
    kernel.finish(cell)
    assert early < 2.5, f"must come while the command runs, got it after {early:.1f} s"


@behaviour("a command runs in the notebook's folder, with the session's environment")
def _(kernel: Kernel):
    kernel.write("here.txt", "")
    kernel.ok("process.env.OWL = 'hoots'")
    run = kernel.ok("!ls; echo $OWL")
    contains(run.stdout, "here.txt", "hoots")


@behaviour("what a command prints to both of its streams keeps its order")
def _(kernel: Kernel):
    run = kernel.ok("!for i in 1 2 3 4 5; do echo o$i; echo e$i >&2; done")
    shown = "".join(c["text"] for c in run.of("stream"))
    equal(shown.split(), [f"{stream}{i}" for i in range(1, 6) for stream in "oe"], "the output")


@behaviour("a command that reads its input gets the end of it")
def _(kernel: Kernel):
    equal(kernel.ok("!cat; echo over").stdout, "over\n", "the output")


@behaviour("a command that fails is told of, and the cell goes on")
def _(kernel: Kernel):
    run = kernel.ok("!exit 3\nconsole.log('on')")
    contains(run.stdout, "on")
    contains(kernel.ok("!ls /no/such").shown, "/no/such")


@behaviour("a backslash continues a command, and lines keep their numbers")
def _(kernel: Kernel):
    run = kernel.run("!echo a \\\n  b\nthrow new Error('thrown')")
    equal(run.stdout.split(), ["a", "b"], "the output")
    contains(run.shown, "line 3")


@behaviour("! before a name that exists, or a parenthesis, is TypeScript's not, and else runs a command")
def _(kernel: Kernel):
    kernel.ok("const date = 0; const ls = { la: 1 }")
    equal(kernel.ok("!date").text, "true", "the value")
    equal(kernel.ok("const pwd = 1\n!pwd").text, "false", "the value")
    equal(kernel.ok("!ls.la").text, "false", "the value")
    equal(kernel.ok("!(1 > 2)").text, "true", "the value")
    equal(kernel.ok("!date\n  && !ls").text, "false", "the value")
    equal(kernel.ok("!echo date").stdout, "date\n", "the output of a command")


@behaviour("! within a text, a comment or a function runs nothing, and a command beside them runs")
def _(kernel: Kernel):
    run = kernel.ok("// a\n/*\n!echo one\n*/\nfunction neverCalled(echo: any, two: any) {\n  !echo\n}\n`\n!echo three\n`.trim()")
    equal(run.value, unquoted("'!echo three'"), "the value")
    lacks(run.stdout, "one", "two\n")
    equal(kernel.ok("`\n!echo one\n`\n!echo two").stdout, "two\n", "the output of the one command")


@behaviour("a cell with a command is complete, and types and members around it are known")
def _(kernel: Kernel):
    reply = kernel.request("is_complete_request", {"code": "!npm install x"}).content
    equal(reply["status"], "complete", "the status")
    code = "!npm install x\nconst shellWord = 'a'\nshellWord.toUpp"
    reply = kernel.request("complete_request", {"code": code, "cursor_pos": len(code)}).content
    contains(" ".join(reply["matches"]), "toUpperCase")


@behaviour("an interrupt ends a command with all that it has started")
def _(kernel: Kernel):
    kernel.forget()
    cell = kernel.start("!echo ready; sh -c 'sleep 63; echo; sleep 64'; echo more\nconsole.log('further')")
    kernel.printed(cell, "ready")
    kernel.interrupt()
    run = kernel.finish(cell, 5)
    equal(run.status, "error", "the status")
    end = time.monotonic() + 5
    while "sleep 6" in (left := _commands()) and time.monotonic() < end:
        kernel.pump(0.1)
    lacks(left, "sleep 63", "sleep 64")
    equal(kernel.ok("40 + 2").text, "42", "the value of the next cell")
    lacks(kernel.run_of(cell).stdout, "more", "further")


def _commands() -> str:
    return subprocess.run(["ps", "-A", "-o", "args="], capture_output=True, text=True).stdout


@behaviour("a magic of IPython's is answered with the way to do it here")
def _(kernel: Kernel):
    for magic in ("%pip install d3", "%time f()", "%%html\n<b>x</b>", "console.log(1)\n%matplotlib inline"):
        run = kernel.run(magic)
        equal(run.status, "error", "the status")
        lacks(run.stdout, "1")
        name = magic.split("\n")[-1].split()[0] if "%%" not in magic else "%%html"
        assert name in run.shown and any(
            way in run.shown for way in ("npm install", "console.time", "display", "figures")
        ), f"must name {name} and the way, got {run.shown!r}"
