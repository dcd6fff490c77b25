"""The stop button, in every kind of code."""

import os
import signal
import subprocess
import time

from .behaviour import Theme, contains, equal
from .kernel import Kernel

THEME = Theme("interrupt")
behaviour = THEME.behaviour


def _stops(kernel: Kernel, code: str) -> None:
    """Interrupts a cell that prints `ready` and then never ends; its variables must be kept."""
    kernel.ok("let kept = 41; kept += 1")
    kernel.forget()
    cell = kernel.start(code)
    kernel.printed(cell, "ready")
    time.sleep(0.05)
    kernel.interrupt()
    run = kernel.finish(cell)
    equal(run.status, "error", "the status")
    _lives(kernel)


def _lives(kernel: Kernel) -> None:
    """A cell runs, variables are kept and a timer works."""
    contains(kernel.ok("kept").text, "42")
    code = "await new Promise((f) => setTimeout(f, 5)); 'timer works'"
    contains(kernel.ok(code).text, "timer works")


def _runs(process: int) -> bool:
    """Whether a process has not ended; one that waits for its parent's notice has."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True).stdout
    return state.strip() != "" and not state.strip().startswith("Z")


# The cell waits for ever; the loop runs in the callback.
FOREVER = "; await new Promise(() => {})"
SPIN = "{ console.log('ready'); for (;;) {} }"

CODE = {
    "a loop": "console.log('ready'); for (;;) {}",
    "a loop within try and catch":
        "console.log('ready'); for (;;) { try { for (;;) {} } catch {} finally {} }",
    "a loop within a function of an earlier module":
        "import { deepStrictEqual } from 'node:assert'; console.log('ready'); "
        "for (;;) deepStrictEqual([1], [1])",
    "a catastrophic regular expression":
        "console.log('ready'); /^(a+)+$/.test('a'.repeat(60) + 'b')",
    "a synchronous child process":
        "import { spawnSync } from 'node:child_process'; "
        "spawnSync('sh', ['-c', 'echo ready; sleep 30; echo awake'], { stdio: 'inherit' }); for (;;) {}",
    "an await that never settles": "console.log('ready'); await new Promise(() => {})",
    "a loop of short awaits":
        "console.log('ready'); for (;;) await new Promise((f) => setTimeout(f, 1))",
    "a loop after an await":
        "await new Promise((f) => setTimeout(f, 5)); console.log('ready'); for (;;) {}",
    "a loop of settled awaits": "console.log('ready'); for (;;) await null",
    "a loop in a timer": f"setTimeout(() => {SPIN}, 5){FOREVER}",
    "a loop in an interval": f"setInterval(() => {SPIN}, 5){FOREVER}",
    "a loop in an immediate": f"setImmediate(() => {SPIN}){FOREVER}",
    "a loop in an immediate behind another":
        f"setImmediate(() => {{}}); setImmediate(() => {SPIN}){FOREVER}",
    "a loop in nextTick":
        "import { nextTick } from 'node:process'; " f"nextTick(() => {SPIN}){FOREVER}",
    "a loop in a microtask": f"queueMicrotask(() => {SPIN}){FOREVER}",
    "a loop in a then": f"void Promise.resolve().then(() => {SPIN}){FOREVER}",
    "a loop in a file system callback":
        "import { stat } from 'node:fs'; " f"stat('.', () => {SPIN}){FOREVER}",
    "a loop in an emitter's listener":
        "import { EventEmitter } from 'node:events'; const bell = new EventEmitter(); "
        f"bell.on('ring', () => {SPIN}); setTimeout(() => bell.emit('ring'), 5){FOREVER}",
    "a loop in an async generator":
        "async function* ticks() { for (;;) yield 1 }; console.log('ready'); "
        "for await (const tick of ticks()) {}",
    "a recursion of awaits":
        "const again = async (): Promise<void> => { await null; return again() }; "
        "console.log('ready'); await again()",
}

for name, code in CODE.items():

    def check(kernel: Kernel, code=code):
        _stops(kernel, code)

    behaviour(f"stops {name}", fresh=True)(check)

AFTER_STORAGE = (
    "a synchronous child process",
    "a loop after an await",
    "a loop in a timer",
    "a loop in nextTick",
    "a loop in a then",
    "a loop in an emitter's listener",
)

for name in AFTER_STORAGE:

    def check(kernel: Kernel, code=CODE[name]):
        kernel.ok("import { AsyncLocalStorage } from 'node:async_hooks'; new AsyncLocalStorage().run(1, () => 1)")
        _stops(kernel, code)

    behaviour(f"stops {name} once an AsyncLocalStorage was used", fresh=True)(check)


@behaviour("stops a loop of file system calls once an AsyncLocalStorage was used", fresh=True)
def _(kernel: Kernel):
    kernel.ok("import { AsyncLocalStorage } from 'node:async_hooks'; new AsyncLocalStorage().run(1, () => 1)")
    _stops(kernel, "import fs from 'node:fs'; console.log('ready'); while (true) fs.existsSync('/x')")


@behaviour("stops a loop with async hooks on", fresh=True)
def _(kernel: Kernel):
    kernel.ok("import { createHook } from 'node:async_hooks'; createHook({ init() {}, before() {}, after() {} }).enable()")
    _stops(kernel, CODE["a loop after an await"])


@behaviour("a child process that the cell waits for ends", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let kept = 42")
    for code in (
        "const child = spawn('sleep', ['61']); console.log('pid', child.pid, 'ready'); "
        "await new Promise((f) => child.on('close', f))",
        "const shell = spawn('sleep 61; sleep 61', { shell: true }); console.log('pid', shell.pid, 'ready'); "
        "await new Promise((f) => shell.on('close', f))",
    ):
        cell = kernel.start("import { spawn } from 'node:child_process'; " + code)
        kernel.printed(cell, "ready")
        process = int(kernel.run_of(cell).stdout.split()[1])
        kernel.interrupt()
        equal(kernel.finish(cell).status, "error", "the status")
        end = time.time() + 5
        while time.time() < end and _runs(process):
            time.sleep(0.05)
        equal(_runs(process), False, "whether the child runs")
    _lives(kernel)


@behaviour("a child process of an earlier cell lives on", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let kept = 42; import { spawn } from 'node:child_process'; const server = spawn('sleep', ['61'])")
    cell = kernel.start("console.log('ready'); await new Promise(() => {})")
    kernel.printed(cell, "ready")
    kernel.interrupt()
    equal(kernel.finish(cell).status, "error", "the status")
    time.sleep(1.5)
    contains(kernel.ok("[server.exitCode, server.signalCode, server.kill()].join()").text, ",,true")
    _lives(kernel)


@behaviour("an import that was interrupted can be made again", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let kept = 42; (globalThis as any).slow = true")
    for name, busy in (("looping", "for (;;) {}"), ("waiting", "await new Promise(() => {})")):
        kernel.write(f"{name}.ts", f"if ((globalThis as any).slow) {{ console.log('ready'); {busy} }}; export const {name} = 28")
    for name in ("looping", "waiting"):
        kernel.ok("(globalThis as any).slow = true")
        code = f"import {{ {name} }} from '{kernel.local(name)}'; console.log({name})"
        cell = kernel.start(code)
        kernel.printed(cell, "ready")
        kernel.interrupt()
        equal(kernel.finish(cell).status, "error", "the status")
        kernel.ok("(globalThis as any).slow = false")
        contains(kernel.ok(code).stdout, "28")
    _lives(kernel)


@behaviour("a loop in a timer after its cell has ended stops", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let kept = 42")
    cell = kernel.start(f"setTimeout(() => {SPIN}, 50); 0")
    kernel.finish(cell)
    kernel.printed(cell, "ready")
    kernel.interrupt(wait=True)
    _lives(kernel)


@behaviour("an interrupt aborts the queued cells", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let kept = 42")
    cell = kernel.start("console.log('ready'); for (;;) {}")
    queued = kernel.start("kept = 0")
    kernel.printed(cell, "ready")
    kernel.interrupt()
    equal(kernel.finish(cell).status, "error", "the status of the cell")
    equal(kernel.finish(queued).status, "aborted", "the status of the queued cell")
    _lives(kernel)


@behaviour("assignments before the interrupt are kept", fresh=True)
def _(kernel: Kernel):
    cell = kernel.start("let steps = 0; console.log('ready'); for (;;) steps++")
    kernel.printed(cell, "ready")
    time.sleep(0.05)
    kernel.interrupt()
    kernel.finish(cell)
    equal(kernel.ok("steps > 0").text, "true", "whether steps were counted")


@behaviour("a hundred interrupts in a row do no harm", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let kept = 42")
    for _ in range(20):
        cell = kernel.start("console.log('ready'); for (;;) {}")
        kernel.printed(cell, "ready")
        kernel.interrupt(times=5, wait=True)
        equal(kernel.finish(cell).status, "error", "the status")
    _lives(kernel)


@behaviour("an interrupt while idle does no harm", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let kept = 42")
    kernel.interrupt(wait=True)
    time.sleep(0.2)
    _lives(kernel)


@behaviour("the interrupt request is answered", fresh=True)
def _(kernel: Kernel):
    equal(kernel.spec.interrupt_mode, "message", "interrupt_mode")
    cell = kernel.start("console.log('ready'); for (;;) {}")
    kernel.printed(cell, "ready")
    run = kernel.finish(kernel.send("interrupt_request", {}, "control"))
    equal(run.reply["msg_type"], "interrupt_reply", "the reply")
    equal(run.status, "ok", "the status")


@behaviour("SIGINT while idle does not end the kernel", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let kept = 42")
    os.kill(kernel.process_id, signal.SIGINT)
    time.sleep(0.3)
    _lives(kernel)


@behaviour("SIGINT while a cell awaits does not end the kernel", fresh=True)
def _(kernel: Kernel):
    kernel.ok("let kept = 42")
    cell = kernel.start("console.log('ready'); await new Promise((f) => setTimeout(f, 600))")
    kernel.printed(cell, "ready")
    os.kill(kernel.process_id, signal.SIGINT)
    kernel.finish(cell)
    _lives(kernel)


@behaviour("finally blocks and pending timers of an interrupted cell print nothing later",
           fresh=True)
def _(kernel: Kernel):
    kernel.ok("let kept = 42")
    cell = kernel.start("setInterval(() => console.log('zombie'), 20); console.log('ready'); for (;;) {}")
    kernel.printed(cell, "ready")
    kernel.interrupt()
    kernel.finish(cell)
    time.sleep(0.2)
    kernel.pump(0)
    equal(kernel.run_of(cell).stdout.count("zombie"), 0, "the prints after the interrupt")
    _lives(kernel)
