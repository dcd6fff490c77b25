"""What cells print and show: complete, in order, on the right cell."""

import time

from .behaviour import Theme, contains, equal, lacks
from .kernel import Kernel, plain

THEME = Theme("output")
behaviour = THEME.behaviour

# Each kernel's own door to displays; undefined on one that has none.
DOOR = "const host: any = (globalThis as any).jupyter ?? (globalThis as any).Deno?.jupyter;"


@behaviour("console.log and console.error go to stdout and stderr")
def _(kernel: Kernel):
    run = kernel.ok("console.log('out'); console.error('err')")
    equal(run.stdout, "out\n", "stdout")
    equal(run.stream("stderr"), "err\n", "stderr")


@behaviour("prints to stdout and stderr keep their order")
def _(kernel: Kernel):
    run = kernel.ok("for (let i = 0; i < 30; i++) (i % 2 ? console.error : console.log)(i)")
    text = plain("".join(c["text"] for c in run.of("stream")))
    equal(text.split(), [str(n) for n in range(30)], "the order")


@behaviour("text without a newline arrives as it is")
def _(kernel: Kernel):
    code = "import { stdout } from 'node:process'; stdout.write('a'); stdout.write('b')"
    equal(kernel.ok(code).stdout, "ab", "stdout")


@behaviour("characters that are cut between two writes arrive whole")
def _(kernel: Kernel):
    run = kernel.ok("""import { stdout as pipe } from 'node:process'
        const bytes = new TextEncoder().encode('é😀')
        for (const byte of bytes) pipe.write(Uint8Array.of(byte))
        pipe.write('|')""")
    equal(run.stdout, "é😀|", "stdout")


@behaviour("2,000 lines all arrive before idle")
def _(kernel: Kernel):
    run = kernel.ok("for (let i = 0; i < 2000; i++) console.log(i)")
    equal(run.stdout.split(), [str(n) for n in range(2000)], "the lines")
    equal(run.types[-1], "status", "the last message")


@behaviour("3,000 lines of numbers come in at most 20 messages")
def _(kernel: Kernel):
    run = kernel.ok("for (let i = 0; i < 3000; i++) console.log('line', i, Math.sqrt(i))")
    equal(len(run.stdout.splitlines()), 3000, "the number of lines")
    number = len(run.of("stream"))
    assert number <= 20, f"must be at most 20, got {number} messages"


@behaviour("3,000 small writes come in at most 20 messages, also between awaits and from a child")
def _(kernel: Kernel):
    for code, wanted in (
        ("for (let i = 0; i < 3000; i++) process.stdout.write('x')", "x" * 3000),
        ("for (let i = 0; i < 3000; i++) { await null; console.log(i) }",
         "".join(f"{n}\n" for n in range(3000))),
        ("""import { spawnSync } from 'node:child_process'
            const loop = 'i=0; while [ $i -lt 3000 ]; do echo $i; i=$((i+1)); done'
            spawnSync('sh', ['-c', loop], { stdio: 'inherit' }); null""",
         "".join(f"{n}\n" for n in range(3000))),
    ):
        run = kernel.ok(code)
        equal(run.stdout, wanted, f"what {code!r} prints")
        number = len(run.of("stream"))
        assert number <= 20, f"must be at most 20, got {number} messages of {code!r}"


@behaviour("100,000 lines all arrive before idle", fresh=True)
def _(kernel: Kernel):
    run = kernel.ok("for (let i = 0; i < 100_000; i++) console.log(i)", 40)
    lines = run.stdout.split()
    equal(len(lines), 100_000, "the number of lines")
    equal(lines, [str(n) for n in range(100_000)], "the lines")


@behaviour("100 MB of output lose no byte", fresh=True)
def _(kernel: Kernel):
    run = kernel.ok(
        "const line = 'x'.repeat(99_999); for (let i = 0; i < 1000; i++) console.log(line)", 60
    )
    equal(sum(len(c["text"]) for c in run.of("stream")), 100_000_000, "the number of characters")
    contains(kernel.ok("1 + 1").text, "2")


@behaviour("one print of 10 MB arrives whole")
def _(kernel: Kernel):
    run = kernel.ok("console.log('y'.repeat(10_000_000))", 30)
    equal(len(run.stdout), 10_000_001, "the number of characters")


@behaviour("lines show while the loop that prints them still runs", fresh=True)
def _(kernel: Kernel):
    cell = kernel.start("console.log('early'); const end = Date.now() + 2500; "
                        "while (Date.now() < end); console.log('late')")
    kernel.printed(cell, "early")
    lacks(kernel.run_of(cell).stdout, "late")


@behaviour("the last of many lines shows while a loop behind them still runs", fresh=True)
def _(kernel: Kernel):
    cell = kernel.start("for (let i = 0; i < 50; i++) console.log('line', i); console.log('latest'); "
                        "const end = Date.now() + 2500; while (Date.now() < end); console.log('late')")
    kernel.printed(cell, "latest\n")
    lacks(kernel.run_of(cell).stdout, "late\n")


@behaviour("a flood of a million lines stops at an interrupt, and the kernel lives",
           fresh=True)
def _(kernel: Kernel):
    cell = kernel.start("let sofar = 0; for (; sofar < 1e9; sofar++) console.log(sofar)")
    kernel.printed(cell, "1000\n")
    kernel.interrupt()
    run = kernel.finish(cell, 20)
    lines = run.stdout.split()
    equal(lines, [str(n) for n in range(len(lines))], "the lines until the interrupt")
    contains(kernel.ok("1 + 1", 20).text, "2")


@behaviour("what a timer prints after its cell belongs to that cell")
def _(kernel: Kernel):
    kernel.forget()
    cell = kernel.start("setTimeout(() => console.log('later'), 300); 0")
    kernel.finish(cell)
    other = kernel.start("'another'")
    kernel.finish(other)
    kernel.until(lambda: any("later" in str(m["content"].get("text")) for _, m in kernel.seen))
    contains(kernel.run_of(cell).stdout, "later")


@behaviour("what a timer prints while another cell runs belongs to its own cell")
def _(kernel: Kernel):
    kernel.forget()
    cell = kernel.start("setTimeout(() => console.log('mine'), 100); 0")
    kernel.finish(cell)
    other = kernel.start("await new Promise((f) => setTimeout(f, 500)); console.log('theirs')")
    kernel.finish(other)
    contains(kernel.run_of(cell).stdout, "mine")
    equal(kernel.run_of(other).stdout, "theirs\n", "the other cell's output")


@behaviour("what a chain of awaits prints in the background belongs to its own cell")
def _(kernel: Kernel):
    kernel.forget()
    cell = kernel.start("""async function ticks() {
        for (let i = 0; i < 3; i++) {
          await new Promise((f) => setTimeout(f, 60)); console.log('tick', i) } }
        void ticks(); 0""")
    kernel.finish(cell)
    kernel.finish(kernel.start("await new Promise((f) => setTimeout(f, 500))"))
    kernel.printed(cell, "tick 2")
    equal(kernel.run_of(cell).stdout.count("tick"), 3, "the ticks on their own cell")


@behaviour("a value is an execute_result with text/plain and the cell's number")
def _(kernel: Kernel):
    run = kernel.ok("40 + 2")
    results = run.of("execute_result")
    equal(len(results), 1, "the number of results")
    equal(plain(results[0]["data"]["text/plain"]), "42", "text/plain")
    equal(results[0]["execution_count"], run.content["execution_count"], "the number")


@behaviour("undefined shows nothing")
def _(kernel: Kernel):
    for code in ("undefined", "void 0", "let unsaid = 3"):
        run = kernel.ok(code)
        equal((run.text, run.bundles), ("", []), f"the output of {code!r}")


@behaviour("null is shown as null")
def _(kernel: Kernel):
    equal(kernel.ok("null").text, "null", "the output")


@behaviour("a value shows itself by Symbol.for('Jupyter.display')")
def _(kernel: Kernel):
    run = kernel.ok("""({ [Symbol.for('Jupyter.display')]: () =>
        ({ 'text/html': '<b>me</b>', 'text/plain': 'me' }) })""")
    bundles = run.bundles
    equal(len(bundles), 1, "the number of bundles")
    equal(bundles[0].get("text/html"), "<b>me</b>", "text/html")
    equal(bundles[0].get("text/plain"), "me", "text/plain")


@behaviour("a value may show itself later, by a promise")
def _(kernel: Kernel):
    run = kernel.ok("""({ async [Symbol.for('Jupyter.display')]() {
        await new Promise((f) => setTimeout(f, 20)); return { 'text/markdown': '# me' } } })""")
    equal([b.get("text/markdown") for b in run.bundles], ["# me"], "text/markdown")


@behaviour("a display method that throws is reported and survived")
def _(kernel: Kernel):
    run = kernel.run("({ [Symbol.for('Jupyter.display')]() { throw new Error('no picture') } })")
    contains(run.shown, "no picture")
    contains(kernel.ok("1 + 1").text, "2")


@behaviour("a cell displays rich data in the middle")
def _(kernel: Kernel):
    run = kernel.ok(
        "import * as tslab from 'tslab'; tslab.display.html('<i>x</i>'); console.log('after')"
        if kernel.name != "deno"
        else DOOR + "await host.display({ 'text/html': '<i>x</i>' }, { raw: true })"
    )
    shown = run.of("display_data")
    equal([c["data"].get("text/html") for c in shown], ["<i>x</i>"], "the display")
    assert isinstance(shown[0]["metadata"], dict), "metadata must be there"


@behaviour("prints and displays keep their order")
def _(kernel: Kernel):
    run = kernel.ok(DOOR.replace("host", "door1") + """
        console.log('a'); await door1.display({ 'text/plain': 'b' }, { raw: true });
        console.log('c'); await door1.display({ 'text/plain': 'd' }, { raw: true })""")
    got = [c.get("text") or c["data"]["text/plain"] for c in run.of("stream", "display_data")]
    equal([each.strip() for each in got], ["a", "b", "c", "d"], "the order")


@behaviour("prints, displays and an error in quick succession keep their order")
def _(kernel: Kernel):
    run = kernel.run(DOOR.replace("host", "door5") + """
        for (let i = 0; i < 5; i++) {
          console.log('out', i); console.error('err', i)
          await door5.display({ 'text/plain': `shown ${i}` }, { raw: true })
        }
        console.log('last'); throw new Error('end')""")
    found = run.of("stream", "display_data", "error")
    got = "\n".join(c.get("text") or c.get("evalue") or c["data"]["text/plain"] for c in found)
    wanted = [each.format(n) for n in range(5) for each in ("out {0}", "err {0}", "shown {0}")]
    equal([line for line in plain(got).split("\n") if line], [*wanted, "last", "end"], "the order")


@behaviour("what a cell prints before it starts a child comes before the child's output")
def _(kernel: Kernel):
    run = kernel.ok("""import { spawnSync } from 'node:child_process'
        for (let i = 0; i < 5; i++) {
          console.log('before', i); spawnSync('echo', ['child', String(i)], { stdio: 'inherit' }) }""")
    at = [run.stdout.find(f"{who} {n}") for n in range(5) for who in ("before", "child")]
    assert -1 not in at and all(b < c for b, c in zip(at[::2], at[1::2])), f"got {run.stdout!r}"


@behaviour("a display is updated under its id, also from a later cell")
def _(kernel: Kernel):
    show = "await door2.display({ 'text/plain': '%s' }, { raw: true, display_id: 'd1'%s })"
    first = kernel.ok(DOOR.replace("host", "door2") + show % ("one", ""))
    equal(first.of("display_data")[0]["transient"]["display_id"], "d1", "the id")
    second = kernel.ok(show % ("two", ", update: true"))
    updates = second.of("update_display_data")
    equal([c["data"]["text/plain"] for c in updates], ["two"], "the update")
    equal(updates[0]["transient"]["display_id"], "d1", "the id")


@behaviour("a cell clears its output, at once or when more comes")
def _(kernel: Kernel):
    run = kernel.ok(DOOR.replace("host", "door3") + """
        const clear = (wait: boolean) => door3.clearOutput
          ? door3.clearOutput({ wait }) : door3.broadcast('clear_output', { wait })
        console.log('a'); await clear(true); console.log('b'); await clear(false)""")
    equal([c["wait"] for c in run.of("clear_output")], [True, False], "wait")
    kinds = [kind for kind in run.types if kind in ("stream", "clear_output")]
    equal(kinds, ["stream", "clear_output", "stream", "clear_output"], "the order")


@behaviour("a cell broadcasts a message of any type, with buffers")
def _(kernel: Kernel):
    run = kernel.ok(DOOR.replace("host", "door4") + """
        await door4.broadcast('custom_type', { n: 1 },
          { metadata: { m: 2 }, buffers: [Uint8Array.of(1, 2, 3)] })""")
    found = [m for m in run.published if m["msg_type"] == "custom_type"]
    equal(len(found), 1, "the number of messages")
    equal((found[0]["content"], found[0]["metadata"]), ({"n": 1}, {"m": 2}), "the message")
    equal([bytes(b) for b in found[0]["buffers"]], [b"\x01\x02\x03"], "the buffers")


@behaviour("bytes in a bundle are sent as base64")
def _(kernel: Kernel):
    code = "import * as tslab from 'tslab'; tslab.display.png(Uint8Array.of(1, 2, 3))"
    if kernel.name == "deno":
        code = "({ [Symbol.for('Jupyter.display')]: () => ({ 'image/png': Uint8Array.of(1, 2, 3) }) })"
    equal([b.get("image/png") for b in kernel.ok(code).bundles], ["AQID"], "image/png")


@behaviour("a child process that inherits stdout prints to the cell")
def _(kernel: Kernel):
    run = kernel.ok("""import { spawnSync } from 'node:child_process'
        spawnSync('echo', ['from a child'], { stdio: 'inherit' })""")
    contains(run.stdout, "from a child")


@behaviour("an asynchronous child's output reaches its cell before idle")
def _(kernel: Kernel):
    run = kernel.ok("""import { spawn } from 'node:child_process'
        const child = spawn('sh', ['-c', 'echo one; echo two >&2'], { stdio: 'inherit' })
        await new Promise((f) => child.on('close', f))""")
    contains(run.stdout, "one")
    contains(run.stream("stderr"), "two")


@behaviour("what a cell prints after a child has ended comes after the child's output")
def _(kernel: Kernel):
    run = kernel.ok("""import { spawn, spawnSync, execSync } from 'node:child_process'
        for (let i = 0; i < 9; i++) {
          const options = { stdio: 'inherit' } as const
          if (i % 3 === 0) spawnSync('echo', ['child', String(i)], options)
          if (i % 3 === 1) execSync(`echo child ${i}`, options)
          if (i % 3 === 2) {
            const child = spawn('echo', ['child', String(i)], options)
            await new Promise((f) => child.on('exit', f))
          }
          console.log('after', i)
        }
        null""")
    wanted = [f"{who} {n}" for n in range(9) for who in ("child", "after")]
    equal(run.stdout.splitlines()[:18], wanted, "the order")


@behaviour("bytes written to file descriptors 1 and 2 reach the cell")
def _(kernel: Kernel):
    run = kernel.ok("import { writeSync } from 'node:fs'; writeSync(1, 'raw1\\n'); writeSync(2, 'raw2\\n')")
    contains(run.stdout, "raw1")
    contains(run.stream("stderr"), "raw2")


@behaviour("a print of a cell that then throws is kept")
def _(kernel: Kernel):
    run = kernel.run("console.log('before'); throw new Error('after')")
    contains(run.stdout, "before")


@behaviour("printing while completions are asked for mixes up nothing")
def _(kernel: Kernel):
    kernel.forget()
    cell = kernel.start("for (let i = 0; i < 20; i++) { console.log(i); await new Promise((f) => setTimeout(f, 10)) }")
    asked = []
    for _ in range(10):
        asked.append(kernel.send("complete_request", {"code": "Math.a", "cursor_pos": 6}))
        time.sleep(0.02)
    equal(kernel.finish(cell).stdout.split(), [str(n) for n in range(20)], "the lines")
    for each in asked:
        equal(kernel.finish(each).of("stream"), [], "the completion's output")
