"""Messages, statuses, queues, malformed requests, the end of a session."""

import json
import os
import re
import time

import zmq
from jupyter_client.session import Session

from .behaviour import Theme, contains, equal, lacks
from .kernel import PATIENCE, Kernel, plain

THEME = Theme("protocol")
behaviour = THEME.behaviour

LOOP = "console.log('loops'); for (;;) {}"


@behaviour("kernel_info reports protocol 5.4 or newer")
def _(kernel: Kernel):
    version = kernel.request("kernel_info_request", {}).content["protocol_version"]
    major, minor, *_ = map(int, version.split("."))
    assert (major, minor) >= (5, 4), f"must be 5.4 or newer, got {version}"


@behaviour("kernel_info describes the language")
def _(kernel: Kernel):
    content = kernel.request("kernel_info_request", {}).content
    equal(content["status"], "ok")
    for key in ("implementation", "implementation_version", "banner"):
        assert content[key], f"{key} must be there, got {content.get(key)!r}"
    language = content["language_info"]
    equal(language["name"], "typescript", "language_info.name")
    equal(language["file_extension"], ".ts", "language_info.file_extension")
    assert language["version"] and language["mimetype"], f"got {language}"


@behaviour("kernel_info is answered on the control channel")
def _(kernel: Kernel):
    run = kernel.request("kernel_info_request", {}, "control")
    equal(run.reply["msg_type"], "kernel_info_reply", "the reply")
    equal(run.states, ["busy", "idle"], "the statuses")


def _status_check(kind: str, content: dict):
    def check(kernel: Kernel):
        run = kernel.request(kind, content)
        equal(run.reply["msg_type"], kind.replace("_request", "_reply"), "the reply")
        equal(run.states, ["busy", "idle"], "the statuses")
        equal(run.status or "ok", "ok" if kind != "is_complete_request" else run.status, "status")

    return check


for kind, content in (
    ("kernel_info_request", {}),
    ("complete_request", {"code": "Mat", "cursor_pos": 3}),
    ("inspect_request", {"code": "Math", "cursor_pos": 2, "detail_level": 0}),
    ("is_complete_request", {"code": "1"}),
    ("history_request", {"hist_access_type": "tail", "n": 3, "output": False, "raw": True}),
    ("comm_info_request", {}),
):
    behaviour(f"{kind} is answered between a busy and an idle of its own")(
        _status_check(kind, content)
    )


@behaviour("an execution is busy, its input, its result and idle, in this order")
def _(kernel: Kernel):
    wanted = ["status", "execute_input", "execute_result", "status"]
    equal(kernel.ok("6 * 7").types, wanted, "what is published")


@behaviour("execute_input repeats the code and the number of the reply")
def _(kernel: Kernel):
    run = kernel.ok("'écho'")
    shown = run.of("execute_input")
    assert shown, "execute_input must be published"
    equal(shown[0]["code"], "'écho'", "the code")
    equal(shown[0]["execution_count"], run.content["execution_count"], "the number")


@behaviour("the number of a cell is one more than that of the cell before")
def _(kernel: Kernel):
    first = kernel.ok("1").content["execution_count"]
    equal(kernel.ok("2").content["execution_count"], first + 1, "the number")


@behaviour("a silent cell publishes no input and no result, and is not counted")
def _(kernel: Kernel):
    before = kernel.ok("1").content["execution_count"]
    run = kernel.ok("(globalThis as any).quiet = 5; 42", silent=True, store_history=False)
    equal([kind for kind in run.types if kind != "status"], [], "what is published")
    after = kernel.ok("(globalThis as any).quiet")
    contains(after.text, "5")
    equal(after.content["execution_count"], before + 1, "the number of the next cell")


@behaviour("store_history: false does not count the cell")
def _(kernel: Kernel):
    before = kernel.ok("1").content["execution_count"]
    kernel.ok("2", store_history=False)
    equal(kernel.ok("3").content["execution_count"], before + 1, "the number of the next cell")


@behaviour("user_expressions are evaluated after the cell")
def _(kernel: Kernel):
    run = kernel.ok("var base = 20", user_expressions={"twice": "base * 2"})
    found = run.content.get("user_expressions", {}).get("twice", {})
    equal(found.get("status"), "ok", "the expression's status")
    equal(plain(found["data"]["text/plain"]), "40", "the expression")


@behaviour("a failing user expression leaves the cell and the others alone")
def _(kernel: Kernel):
    expressions = {"good": "1 + 1", "bad": "JSON.parse('{')"}
    found = kernel.ok("1", user_expressions=expressions).content["user_expressions"]
    equal(found["good"]["status"], "ok", "the good one's status")
    equal(found["bad"]["status"], "error", "the bad one's status")
    assert found["bad"]["ename"] and found["bad"]["evalue"], f"got {found['bad']}"


@behaviour("an error is an error message and an error reply with the same words")
def _(kernel: Kernel):
    run = kernel.run("throw new RangeError('too far')")
    errors = run.of("error")
    equal(len(errors), 1, "the number of error messages")
    for content in (errors[0], run.content):
        equal((content["ename"], content["evalue"]), ("RangeError", "too far"), "the error")
        assert isinstance(content["traceback"], list), f"got {content['traceback']!r}"


# `half` is what a cut in the middle of a character leaves. A notebook with one cannot be saved.
HALF = "const half = 'ab😀cd'.slice(0, 3); "


@behaviour("half of a character in a value or a print leaves as U+FFFD")
def _(kernel: Kernel):
    for code in (f"{HALF} console.log(half)", f"{HALF} console.error(half + '|', [half])",
                 f"{HALF} process.stdout.write(half)", f"{HALF} console.table([{{ [half]: half }}])",
                 f"{HALF} [{{ half }}]", f"{HALF} new Map([[half, half]])", f"{HALF} half",
                 f"{HALF} ({{ [Symbol.for('Jupyter.display')]: () => "
                 "({ 'text/html': half, 'text/plain': half, [`x/${half}`]: { [half]: [half] } }) })"):
        run = kernel.ok(code, user_expressions={"one": "half"})
        kernel.writable()
        shown = json.dumps([run.text, run.stream("stderr"), run.bundles], ensure_ascii=False)
        assert re.search(r"ab(\ufffd|\\+u\{?d83d)", shown, re.I), f"must show the rest, got {shown!r}"


@behaviour("half of a character in an error leaves as U+FFFD")
def _(kernel: Kernel):
    for code in (f"{HALF} throw new Error(half)", f"{HALF} throw half", f"{HALF} JSON.parse(half)",
                 f"{HALF} throw Object.assign(new Error('x', {{ cause: new Error(half) }}), {{ half }})",
                 f"{HALF} const named = new Error('x'); named.name = half; throw named",
                 f"{HALF} void Promise.reject(new Error(half)); await new Promise((f) => setTimeout(f, 20))"):
        kernel.run(code)
        kernel.writable()
    contains(kernel.run(f"{HALF} throw new Error(half)").shown, "ab\ufffd")


@behaviour("an error among emoji shows whole ones")
def _(kernel: Kernel):
    for before in range(2):
        pad = " " * before
        run = kernel.run(f"const o: any = null; {pad}/* {'😀' * 600} */ o.x /* {'😀' * 600} */")
        kernel.writable()
        contains(run.shown, "o.x")
        lacks(run.shown, "\ufffd")


# A cell that fails when those behind it have been sent, not sooner.
FAILS = "await new Promise((f) => setTimeout(f, 100)); throw new Error('first')"


@behaviour("after an error the queued cells are aborted")
def _(kernel: Kernel):
    kernel.forget()
    ids = [kernel.start(code) for code in (FAILS, "var ranA = 1", "2")]
    runs = [kernel.finish(each) for each in ids]
    equal([run.status for run in runs], ["error", "aborted", "aborted"], "the statuses")


@behaviour("an aborted cell has a busy and an idle of its own")
def _(kernel: Kernel):
    kernel.forget()
    kernel.start(FAILS)
    run = kernel.finish(kernel.start("2"))
    equal(run.status, "aborted", "the status")
    equal(run.states, ["busy", "idle"], "the statuses")


@behaviour("stop_on_error: false lets the queued cells run")
def _(kernel: Kernel):
    kernel.forget()
    kernel.start("throw new Error('first')", stop_on_error=False)
    equal(kernel.finish(kernel.start("var ranB = 1; ranB")).status, "ok", "the next cell's status")


@behaviour("the first cell sent after an error's reply runs")
def _(kernel: Kernel):
    kernel.forget()
    kernel.finish(kernel.start("throw new Error('first')"))
    equal(kernel.finish(kernel.start("1")).status, "ok", "the next cell's status")


@behaviour("queued cells run in the order in which they were sent")
def _(kernel: Kernel):
    kernel.forget()
    kernel.start("var order: number[] = []; await new Promise((f) => setTimeout(f, 50))")
    ids = [kernel.start(f"order.push({n})") for n in range(8)]
    kernel.finish(ids[-1])
    contains(kernel.ok("order.join('-')").text, "0-1-2-3-4-5-6-7")


@behaviour("the reply tells when the cell started")
def _(kernel: Kernel):
    started = kernel.ok("1").reply["metadata"].get("started")
    assert started, f"metadata.started must be a time, got {started!r}"


@behaviour("an empty cell is answered with ok and shows nothing")
def _(kernel: Kernel):
    for code in ("", "  \n", "// only words"):
        run = kernel.ok(code)
        equal((run.text, run.bundles), ("", []), f"the output of {code!r}")


@behaviour("a request of an unknown type leaves the kernel alive", fresh=True)
def _(kernel: Kernel):
    kernel.send("no_such_request", {"code": "1"})
    contains(kernel.ok("1 + 1").text, "2")


def _frames(kernel: Kernel, kind: str = "execute_request") -> list[bytes]:
    content = {"code": "console.log('forged')", "silent": False}
    return kernel.client.session.serialize(kernel.client.session.msg(kind, content))


@behaviour("a message with a wrong signature is ignored", fresh=True)
def _(kernel: Kernel):
    frames = _frames(kernel)
    frames[1] = b"0" * 64
    kernel.sockets["shell"].send_multipart(frames)
    contains(kernel.ok("1 + 1").text, "2")
    time.sleep(0.2)
    kernel.pump(0.1)
    lacks("".join(str(m["content"]) for _, m in kernel.seen), "forged")


@behaviour("a message that is not JSON is ignored", fresh=True)
def _(kernel: Kernel):
    session = kernel.client.session
    parts = [b"{not json", b"{}", b"{}", b"{}"]
    kernel.sockets["shell"].send_multipart([b"<IDS|MSG>", session.sign(parts), *parts])
    contains(kernel.ok("1 + 1").text, "2")


@behaviour("a message without a delimiter is ignored", fresh=True)
def _(kernel: Kernel):
    kernel.sockets["shell"].send_multipart([b"what", b"is", b"this"])
    kernel.sockets["shell"].send_multipart([b""])
    contains(kernel.ok("1 + 1").text, "2")


@behaviour("requests that lack fields are answered or ignored, and survived", fresh=True)
def _(kernel: Kernel):
    for kind in ("complete", "inspect", "is_complete", "history", "execute"):
        kernel.send(f"{kind}_request", {})
    kernel.send("comm_msg", {})
    kernel.send("comm_open", {})
    kernel.send("interrupt_request", {}, "control")
    kernel.pump(0.5)
    kernel.until(lambda: kernel.run("1 + 1").text == "2")


@behaviour("a minimal execute_request, of code alone, runs")
def _(kernel: Kernel):
    contains(kernel.request("execute_request", {"code": "7 * 8"}).text, "56")


def _another_session(kernel: Kernel) -> Session:
    mine = kernel.client.session
    return Session(key=mine.key, signature_scheme=mine.signature_scheme)


def _beats(kernel: Kernel) -> None:
    socket = zmq.Context.instance().socket(zmq.REQ)
    socket.linger = 0
    try:
        socket.connect(kernel.client._make_url("hb"))
        socket.send(b"ping 1")
        assert socket.poll(PATIENCE * 1000), f"the heartbeat must be echoed within {PATIENCE} s"
        equal(socket.recv(), b"ping 1", "the echo")
    finally:
        socket.close()


@behaviour("the heartbeat is echoed")
def _(kernel: Kernel):
    _beats(kernel)


@behaviour("the heartbeat is echoed while a cell loops", fresh=True)
def _(kernel: Kernel):
    kernel.printed(kernel.start(LOOP), "loops")
    _beats(kernel)


@behaviour("control is answered while a cell loops", fresh=True)
def _(kernel: Kernel):
    kernel.printed(kernel.start(LOOP), "loops")
    asked = kernel.send("kernel_info_request", {}, "control")
    kernel.until(lambda: kernel.run_of(asked).reply)


@behaviour("is_complete is answered while a cell waits")
def _(kernel: Kernel):
    cell = kernel.start("await new Promise((f) => setTimeout(f, 1500)); 'waited'")
    time.sleep(0.3)
    asked = kernel.send("is_complete_request", {"code": "1"})
    kernel.until(lambda: kernel.run_of(asked).reply)
    equal(kernel.first_answered(asked, cell), asked, "the first request that was answered")
    kernel.finish(cell)


def _gone(kernel: Kernel, seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while kernel.alive:
        assert time.monotonic() < end, f"the process must end within {seconds} s"
        time.sleep(0.02)


@behaviour("shutdown is answered and ends the process", fresh=True)
def _(kernel: Kernel):
    asked = kernel.send("shutdown_request", {"restart": False}, "control")
    kernel.until(lambda: kernel.run_of(asked).reply)
    equal(kernel.run_of(asked).reply["msg_type"], "shutdown_reply", "the reply")
    equal(kernel.run_of(asked).content["restart"], False, "restart")
    _gone(kernel)


@behaviour("shutdown for a restart says so", fresh=True)
def _(kernel: Kernel):
    asked = kernel.send("shutdown_request", {"restart": True}, "control")
    kernel.until(lambda: kernel.run_of(asked).reply)
    equal(kernel.run_of(asked).content["restart"], True, "restart")


@behaviour("shutdown ends a kernel whose cell loops", fresh=True)
def _(kernel: Kernel):
    kernel.printed(kernel.start(LOOP), "loops")
    kernel.send("shutdown_request", {"restart": False}, "control")
    _gone(kernel)


@behaviour("a new subscriber is welcomed on iopub")
def _(kernel: Kernel):
    socket = kernel.client.connect_iopub()
    try:
        assert socket.poll(PATIENCE * 1000), f"iopub_welcome must come within {PATIENCE} s"
        _, message = _another_session(kernel).recv(socket)
        equal(message["msg_type"], "iopub_welcome", "the first message")
        contains(json.dumps(message["content"]), "subscription")
    finally:
        socket.close()


@behaviour("two frontends hear each other's cells with the right parents")
def _(kernel: Kernel):
    session = _another_session(kernel)
    other = kernel.manager.client(session=session)
    other.start_channels(hb=False)
    try:
        message = other.session.msg("execute_request", {"code": "console.log('theirs')"})
        other.session.send(other.shell_channel.socket, message)
        mine = kernel.start("console.log('mine')")
        kernel.finish(mine)
        theirs = message["header"]["msg_id"]
        kernel.until(lambda: "idle" in kernel.run_of(theirs).states)
        equal(kernel.run_of(mine).stdout, "mine\n", "my cell's output")
        equal(kernel.run_of(theirs).stdout, "theirs\n", "the other's output")
        parent = kernel.run_of(theirs).published[0]["parent_header"]
        equal(parent["session"], session.session, "the session of the parent")
    finally:
        other.stop_channels()


@behaviour("the kernel runs in the notebook's folder")
def _(kernel: Kernel):
    code = "import { readdirSync } from 'node:fs'; console.log(readdirSync('.').join())"
    kernel.write("marker.txt", "")
    contains(kernel.ok(code).text, "marker.txt")
    assert os.path.isdir(kernel.folder)
