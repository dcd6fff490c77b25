"""The record of what was run."""

import os
import signal
import time

from .behaviour import Theme, equal
from .kernel import Kernel

THEME = Theme("history")
behaviour = THEME.behaviour


def _ask(kernel: Kernel, access: str, **more) -> list:
    content = {"hist_access_type": access, "raw": True, "output": False, **more}
    return kernel.request("history_request", content).content["history"]


def _sources(entries: list) -> list[str]:
    return [source for _, _, source in entries]


@behaviour("tail gives the latest cells, oldest first")
def _(kernel: Kernel):
    for code in ("'tail a'", "'tail b'", "'tail c'"):
        kernel.ok(code)
    equal(_sources(_ask(kernel, "tail", n=2)), ["'tail b'", "'tail c'"], "the tail")


@behaviour("range gives cells of this session by number")
def _(kernel: Kernel):
    first = kernel.ok("'range a'").content["execution_count"]
    kernel.ok("'range b'")
    entries = _ask(kernel, "range", session=0, start=first, stop=first + 2)
    equal(_sources(entries), ["'range a'", "'range b'"], "the range")
    equal([line for _, line, _ in entries], [first, first + 1], "the numbers")


@behaviour("search takes a glob, unique gives each source once")
def _(kernel: Kernel):
    for code in ("'needle 1'", "'needle 2'", "'needle 1'"):
        kernel.ok(code)
    found = _sources(_ask(kernel, "search", pattern="'needle*", n=10))
    equal(found, ["'needle 1'", "'needle 2'", "'needle 1'"], "all")
    unique = _sources(_ask(kernel, "search", pattern="'needle*", n=10, unique=True))
    equal(sorted(unique), ["'needle 1'", "'needle 2'"], "the unique ones")
    equal(_ask(kernel, "search", pattern="needle", n=10), [], "what does not match as a whole")


@behaviour("silent cells and cells without store_history are not recorded")
def _(kernel: Kernel):
    kernel.ok("'kept'")
    kernel.ok("'not kept 1'", silent=True, store_history=False)
    kernel.ok("'not kept 2'", store_history=False)
    equal(_sources(_ask(kernel, "tail", n=1)), ["'kept'"], "the latest")


@behaviour("failed cells are recorded")
def _(kernel: Kernel):
    kernel.run("throw new Error('kept as well')")
    equal(_sources(_ask(kernel, "tail", n=1)), ["throw new Error('kept as well')"], "the latest")


@behaviour("with output, entries are pairs")
def _(kernel: Kernel):
    kernel.ok("'pair'")
    entry = _ask(kernel, "tail", n=1, output=True)[0]
    equal(entry[2][0], "'pair'", "the source")
    equal(len(entry[2]), 2, "the length of the pair")


@behaviour("history shows what another kernel has run meanwhile", fresh=True)
def _(kernel: Kernel):
    kernel.ok("'mine, before'")
    history = os.path.join(kernel.folder, ".history")
    other = Kernel(kernel.spec, {"DROPOUT_LAB_HISTORY": history})
    try:
        other.ok("'theirs'")
    finally:
        other.stop()
    kernel.ok("'mine, after'")
    wanted = ["'mine, before'", "'theirs'", "'mine, after'"]
    equal(_sources(_ask(kernel, "tail", n=3)), wanted, "the tail")


@behaviour("history outlives the session", fresh=True)
def _(kernel: Kernel):
    kernel.ok("'of the first session'")
    kernel.request("kernel_info_request", {})
    first = _ask(kernel, "tail", n=1)[0][0]
    kernel.send("shutdown_request", {"restart": False}, "control")
    end = time.monotonic() + 5
    while kernel.alive and time.monotonic() < end:
        time.sleep(0.02)
    kernel.restart()
    kernel.ok("'of the second'")
    entries = _ask(kernel, "tail", n=2)
    equal(_sources(entries), ["'of the first session'", "'of the second'"], "the tail")
    assert entries[0][0] < entries[1][0], f"sessions must be counted, got {entries}"
    equal(entries[0][0], first, "the number of the first session")
    equal(_sources(_ask(kernel, "range", session=-1, start=1, stop=9)), ["'of the first session'"])


@behaviour("history outlives a kernel that is killed", fresh=True)
def _(kernel: Kernel):
    kernel.ok("'before the crash'")
    os.kill(kernel.process_id, signal.SIGKILL)
    time.sleep(0.1)
    kernel.restart()
    equal(_sources(_ask(kernel, "tail", n=1)), ["'before the crash'"], "the tail")
