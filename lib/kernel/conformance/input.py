"""Cells that ask the reader something."""

from .behaviour import Theme, contains, equal
from .kernel import Kernel

THEME = Theme("input")
behaviour = THEME.behaviour


def _ask(kernel: Kernel, code: str, *answers: str) -> tuple:
    """Runs a cell, answers what it asks; its run and its questions."""
    kernel.forget()
    cell = kernel.start(code, allow_stdin=True)
    questions: list[dict] = []
    for answer in answers:

        def asked():
            found = [m for channel, m in kernel.seen if channel == "stdin"]
            return len(found) > len(questions) and found[len(questions)]

        question = kernel.until(asked)
        equal(question["parent_header"]["msg_id"], cell, "the question's parent")
        questions.append(question["content"])
        message = kernel.client.session.msg("input_reply", {"status": "ok", "value": answer})
        message["parent_header"] = question["header"]
        kernel.client.session.send(kernel.sockets["stdin"], message)
    return kernel.finish(cell), questions


@behaviour("prompt() asks the frontend and returns the answer")
def _(kernel: Kernel):
    run, questions = _ask(kernel, "const given = prompt('Your name?'); console.log(`<${given}>`)", "Ada")
    contains(run.stdout, "<Ada>")
    contains(questions[0]["prompt"], "Your name?")
    equal(questions[0]["password"], False, "password")


@behaviour("half of a character in a question arrives as U+FFFD")
def _(kernel: Kernel):
    _, questions = _ask(kernel, "prompt('ab😀'.slice(0, 3))", "x")
    contains(questions[0]["prompt"], "ab\ufffd")


@behaviour("two prompts in one cell get their answers in order")
def _(kernel: Kernel):
    run, _ = _ask(kernel, "console.log([prompt('a'), prompt('b')].join('+'))", "1", "2")
    contains(run.stdout, "1+2")


@behaviour("confirm() is true for yes and false for no")
def _(kernel: Kernel):
    run, _ = _ask(kernel, "console.log([confirm('a'), confirm('b')].join())", "y", "n")
    contains(run.stdout, "true,false")


@behaviour("alert() waits until the reader has seen it")
def _(kernel: Kernel):
    run, questions = _ask(kernel, "alert('Mind the gap'); console.log('seen')", "")
    contains(questions[0]["prompt"], "Mind the gap")
    contains(run.stdout, "seen")


@behaviour("an answer with any characters arrives as it is")
def _(kernel: Kernel):
    run, _ = _ask(kernel, "console.log(JSON.stringify(prompt('any')))", "é😀 \"q\" ")
    contains(run.stdout, 'é😀 \\"q\\" ')


@behaviour("readline asks the frontend too")
def _(kernel: Kernel):
    run, questions = _ask(kernel, """import { createInterface } from 'node:readline/promises'
        import { stdin, stdout } from 'node:process'
        const lines = createInterface({ input: stdin, output: stdout })
        console.log('<' + await lines.question('Age? ') + '>'); lines.close()""", "42")
    contains(run.stdout, "<42>")
    contains(questions[0]["prompt"], "Age?")


@behaviour("a loop over readline's lines asks for each")
def _(kernel: Kernel):
    run, _ = _ask(kernel, """import { createInterface as linesOf } from 'node:readline'
        for await (const line of linesOf({ input: process.stdin })) { console.log('<' + line + '>'); if (line === 'end') break }""",
                  "first", "end")
    contains(run.stdout, "<first>", "<end>")


@behaviour("listeners of readline's lines get what the frontend answers")
def _(kernel: Kernel):
    run, _ = _ask(kernel, """import { createInterface as listening } from 'node:readline'
        const heard = listening({ input: process.stdin }); const words: string[] = []
        heard.on('line', (word) => { words.push(word); if (word === 'end') heard.close() })
        await new Promise<void>((f) => heard.on('close', () => f())); console.log('<' + words.join() + '>')""",
                  "first", "end")
    contains(run.stdout, "<first,end>")


@behaviour("listeners of process.stdin get what the frontend answers")
def _(kernel: Kernel):
    run, _ = _ask(kernel, """const chunk = await new Promise((f) => process.stdin.once('data', f)); console.log(JSON.stringify(String(chunk)))""",
                  "a word")
    contains(run.stdout, '"a word\\n"')


@behaviour("prompts that read a terminal's keys get what the frontend answers")
def _(kernel: Kernel):
    run, _ = _ask(kernel, """import { createInterface as keyed } from 'node:readline'
        import { Writable } from 'node:stream'
        const output = new Writable({ write(_chunk, _encoding, done) { done() } })
        const keys: any = keyed({ input: process.stdin, output, terminal: true })
        let typed = ''
        await new Promise<void>((f) => process.stdin.on('keypress', (_text, key) => {
            if (key.name === 'return' || key.name === 'enter') f(); else typed = keys.line }))
        keys.close(); console.log('<' + typed + '>')""", "Ada")
    contains(run.stdout, "<Ada>")


@behaviour("a read of process.stdin that nobody answers fails cleanly")
def _(kernel: Kernel):
    run = kernel.run("await new Promise((f) => process.stdin.on('data', f)); console.log('went on')", 5, allow_stdin=False)
    equal(run.status, "error", "the status")
    contains(kernel.ok("process.stdin.removeAllListeners('data'); 1 + 1").text, "2")


@behaviour("without allow_stdin prompt() fails cleanly, at once")
def _(kernel: Kernel):
    run = kernel.run("prompt('nobody'); console.log('went on')", 5, allow_stdin=False)
    equal(run.status, "error", "the status")
    equal([m for channel, m in kernel.seen if channel == "stdin"], [], "the questions")
    contains(kernel.ok("1 + 1").text, "2")


@behaviour("an interrupt ends a cell that waits for an answer")
def _(kernel: Kernel):
    kernel.forget()
    cell = kernel.start("prompt('never answered')", allow_stdin=True)
    kernel.until(lambda: any(channel == "stdin" for channel, _ in kernel.seen))
    kernel.interrupt()
    equal(kernel.finish(cell, 5).status, "error", "the status")
    run, _ = _ask(kernel, "console.log(prompt('again'))", "fresh")
    contains(run.stdout, "fresh")


@behaviour("an interrupt ends a question of readline once an AsyncLocalStorage was used", fresh=True)
def _(kernel: Kernel):
    kernel.ok("import { AsyncLocalStorage } from 'node:async_hooks'; new AsyncLocalStorage().run(1, () => 1)")
    kernel.forget()
    cell = kernel.start("""import * as readline from 'node:readline/promises'
        const open = readline.createInterface({ input: process.stdin }); await open.question('never answered')""", allow_stdin=True)
    kernel.until(lambda: any(channel == "stdin" for channel, _ in kernel.seen))
    kernel.interrupt()
    equal(kernel.finish(cell, 5).status, "error", "the status")
    contains(kernel.ok("1 + 1").text, "2")
