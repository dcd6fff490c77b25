"""A kernel process under test, spoken to as every Jupyter frontend does."""

import atexit
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

import zmq
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec

# What the behaviours put into node_modules: some kernels import declared packages only.
PACKAGES = ("old-style", "new-style", "required", "not-yet", "goods", "thrower")
PATIENCE = float(os.environ.get("CONFORMANCE_PATIENCE", "15"))
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def plain(text: str) -> str:
    """A text without its colours."""
    return COLOUR.sub("", text)


def unquoted(text: str) -> str:
    """A text without its quotes."""
    return re.sub("[\"']", "", text)


@dataclass
class Run:
    """What one request brought: its reply, and everything published for it, in order."""

    reply: dict | None = None
    published: list[dict] = field(default_factory=list)

    def of(self, *types: str) -> list[dict]:
        """The contents of the published messages of these types."""
        return [m["content"] for m in self.published if m["msg_type"] in types]

    @property
    def types(self) -> list[str]:
        return [m["msg_type"] for m in self.published]

    @property
    def states(self) -> list[str]:
        return [c["execution_state"] for c in self.of("status")]

    @property
    def content(self) -> dict:
        return self.reply["content"] if self.reply else {}

    @property
    def status(self) -> str | None:
        return self.content.get("status")

    def colored(self, name: str) -> str:
        """What was printed to a stream, with its colours."""
        return "".join(c["text"] for c in self.of("stream") if c["name"] == name)

    def stream(self, name: str) -> str:
        """What was printed to a stream: its text, whatever its colours."""
        return plain(self.colored(name))

    @property
    def stdout(self) -> str:
        return self.stream("stdout")

    @property
    def bundles(self) -> list[dict]:
        """The MIME bundles of results and displays."""
        found = self.of("execute_result", "display_data", "update_display_data")
        return [c["data"] for c in found]

    @property
    def text(self) -> str:
        """What the cell printed and gave: some kernels print their results."""
        return plain(self.colored_text).strip()

    @property
    def colored_text(self) -> str:
        """The same with its colours."""
        parts = [str(b.get("text/plain", "")) for b in self.bundles]
        return "".join([self.colored("stdout"), *parts]).strip()

    @property
    def value(self) -> str:
        """The text without quotes: kernels differ in those around strings, or have none."""
        return unquoted(self.text)

    @property
    def shown(self) -> str:
        """Everything that the reader sees as text, errors too."""
        errors = ["\n".join([*c.get("traceback", []), c["evalue"]]) for c in self.of("error")]
        return "\n".join([self.text, self.stream("stderr"), plain("\n".join(errors))])


@contextmanager
def unbroken():
    """
    Lets Ctrl-C and SIGTERM wait: jupyter_client cannot end a kernel whose start or end was cut off.
    """
    came = []
    both = (signal.SIGINT, signal.SIGTERM)
    before = {each: signal.signal(each, lambda number, _: came.append(number)) for each in both}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    for each in came[:1]:
        signal.raise_signal(each)


def free_ports() -> dict[str, int]:
    """
    Five free ports, of those below what the system gives to whoever asks for any, as jupyter_client
    does: another process could get such a one before the kernel binds it.
    """
    sockets = []
    while len(sockets) < 5:
        each = socket.socket()
        try:
            each.bind(("127.0.0.1", random.randrange(10_000, 32_768)))
            sockets.append(each)
        except OSError:
            each.close()
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return dict(zip(("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"), ports))


class KernelDied(AssertionError):
    """The process has ended."""


class Kernel:
    """A running kernel in an empty folder of its own."""

    def __init__(self, spec: KernelSpec, env: dict[str, str] | None = None, wait: bool = True):
        self.spec = spec
        self.manager = self.client = None
        # A run may be ended at any point, also while a kernel starts.
        with unbroken():
            self.folder = tempfile.mkdtemp(prefix="conformance-")
            atexit.register(self.stop)
        self._more_env = env or {}
        dependencies = {name: "*" for name in PACKAGES}
        self.write("package.json", json.dumps({"private": True, "dependencies": dependencies}))
        self._start(wait)

    def _start(self, wait: bool = True) -> None:
        """Starts the process, once more if it ends, for whatever reason, before it has answered."""
        self._start_once()
        if not wait:
            return
        try:
            self._wait_until_heard()
        except KernelDied:
            if self.alive:
                raise
            # Between the choice of the ports and the kernel's bind another process may take one.
            self._end()
            self._start_once()
            self._wait_until_heard()

    def _start_once(self) -> None:
        history = os.path.join(self.folder, ".history")
        # Whatever this is run with.
        colors = ("NO_COLOR", "FORCE_COLOR", "DROPOUT_LAB_COLORS")
        given = {name: value for name, value in os.environ.items() if name not in colors}
        # A kernel that is killed while it starts leaves its temporary files behind.
        temporary = os.path.join(self.folder, ".tmp")
        os.makedirs(temporary, exist_ok=True)
        env = {**given, "TMPDIR": temporary, "DROPOUT_LAB_HISTORY": history, **self._more_env}
        self.manager = KernelManager(cache_ports=False, **free_ports())
        self.manager._kernel_spec = self.spec
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with unbroken():
            self.manager.start_kernel(cwd=self.folder, env=env, **quiet)
            # A child that Ctrl-C ended before it had a group of its own was in ours: jupyter_client
            # would end that instead.
            if self.manager.provisioner.pgid == os.getpgrp():
                self.manager.provisioner.pgid = None
        self.client = self.manager.client()
        self.client.start_channels(hb=False)
        self.sockets = {
            name: getattr(self.client, f"{name}_channel").socket
            for name in ("shell", "iopub", "stdin", "control")
        }
        self.poller = zmq.Poller()
        for socket in self.sockets.values():
            self.poller.register(socket, zmq.POLLIN)
        self.seen: list[tuple[str, dict]] = []

    def _wait_until_heard(self) -> None:
        """Asks until a request's status is heard: then the subscription has taken effect."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            asked = self.send("kernel_info_request", {})
            if self.until(lambda: self.run_of(asked).reply and self.run_of(asked).types, 0.3, False):
                # The late answers of earlier tries must not be taken for something else's.
                self.pump(0.05)
                self.name = self.run_of(asked).content["implementation"].split()[0].lower()
                return
        raise KernelDied("must answer kernel_info_request within 60 s")

    @property
    def process_id(self) -> int:
        return self.manager.provisioner.pid

    @property
    def alive(self) -> bool:
        return bool(self.manager.is_alive())

    def pump(self, seconds: float) -> bool:
        """Takes what has arrived, waiting that long for the first message; whether any came."""
        by_socket = {socket: name for name, socket in self.sockets.items()}
        wait = int(seconds * 1000)
        before = len(self.seen)
        while ready := self.poller.poll(wait):
            for socket, _ in ready:
                _, message = self.client.session.recv(socket)
                if message is not None:
                    self.seen.append((by_socket[socket], message))
            wait = 0
            if len(self.seen) > before + 2000:
                break
        return len(self.seen) > before

    def until(self, found, seconds: float = PATIENCE, must: bool = True):
        """Waits until `found()` is true and returns it; fails, or returns None, when it is late."""
        end = time.monotonic() + seconds
        while not (value := found()):
            left = end - time.monotonic()
            if left <= 0:
                if must:
                    raise AssertionError(f"must come within {seconds} s, but did not")
                return None
            # Asking for the process takes longer than a message.
            if not self.pump(min(left, 0.2)) and not self.alive:
                self.pump(0.1)
                if value := found():
                    return value
                raise KernelDied("the kernel must live, but its process has ended")
        return value

    def send(self, kind: str, content: dict, channel: str = "shell", **more) -> str:
        """Sends a message and returns its id."""
        message = self.client.session.msg(kind, content)
        message.update(more)
        buffers = message.pop("buffers", None)
        self.client.session.send(self.sockets[channel], message, buffers=buffers)
        return message["header"]["msg_id"]

    def start(self, code: str, **more) -> str:
        """Sends a cell and returns its id."""
        content = dict(
            code=code,
            silent=False,
            store_history=True,
            user_expressions={},
            allow_stdin=False,
            stop_on_error=True,
        )
        return self.send("execute_request", {**content, **more})

    def run_of(self, request: str) -> Run:
        """What has come of a request so far."""
        run = Run()
        for channel, message in self.seen:
            if message["parent_header"].get("msg_id") != request:
                continue
            if channel == "iopub":
                run.published.append(message)
            elif channel in ("shell", "control"):
                run.reply = message
        return run

    def finish(self, request: str, seconds: float = PATIENCE) -> Run:
        """Waits for the reply to a request and for its idle."""
        ended = {"reply": False, "idle": False}
        looked = 0

        def is_over() -> bool:
            nonlocal looked
            for channel, message in self.seen[looked:]:
                if message["parent_header"].get("msg_id") != request:
                    continue
                if channel in ("shell", "control"):
                    ended["reply"] = True
                elif message["content"].get("execution_state") == "idle":
                    ended["idle"] = True
            looked = len(self.seen)
            return all(ended.values())

        self.until(is_over, seconds)
        return self.run_of(request)

    def request(self, kind: str, content: dict, channel: str = "shell", **more) -> Run:
        """Sends any request and waits for its reply and its idle."""
        return self.finish(self.send(kind, content, channel, **more))

    def run(self, code: str, seconds: float = PATIENCE, **more) -> Run:
        """Runs a cell to its end."""
        self.forget()
        run = self.finish(self.start(code, **more), seconds)
        if run.status in ("aborted", "abort"):
            # A kernel that refuses cells for a while after an error fails at a behaviour of its
            # own; here it gets its time.
            time.sleep(0.4)
            run = self.finish(self.start(code, **more), seconds)
        return run

    def ok(self, code: str, seconds: float = PATIENCE, **more) -> Run:
        """Runs a cell that must not fail."""
        run = self.run(code, seconds, **more)
        assert run.status == "ok" and not run.of("error"), f"{code!r} must run, got {run.shown!r}"
        return run

    def printed(self, request: str, text: str, seconds: float = PATIENCE) -> None:
        """Waits until a cell has printed this."""
        self.until(lambda: text in self.run_of(request).stdout, seconds)

    def forget(self) -> None:
        """Drops what has been received."""
        self.pump(0)
        self.seen.clear()

    def interrupt(self, times: int = 1, wait: bool = False) -> None:
        """
        Interrupts in the kernelspec's way. With `wait`, until the requests are answered, as not
        every kernel does: a cell that is sent next comes by another socket, and could overtake them.
        """
        asked = []
        for _ in range(times):
            if self.spec.interrupt_mode == "message":
                asked.append(self.send("interrupt_request", {}, "control"))
            else:
                os.kill(self.process_id, signal.SIGINT)
        if wait:
            self.until(lambda: all(self.run_of(each).reply for each in asked), must=False)

    def writable(self) -> None:
        """Fails unless everything received can be written to a file: no half of a character in it."""
        for _, message in self.seen:
            try:
                json.dumps(message, ensure_ascii=False, default=str).encode("utf8")
            except UnicodeEncodeError as error:
                raise AssertionError(f"{message['msg_type']} must be well-formed, got {error}")

    def first_answered(self, *requests: str) -> str | None:
        """Which of some requests was replied to first, None if none was."""
        replies = [m["parent_header"].get("msg_id") for name, m in self.seen if name != "iopub"]
        return next((each for each in replies if each in requests), None)

    def write(self, name: str, text: str) -> None:
        """Writes a file of the notebook's folder."""
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf8") as file:
            file.write(text)

    def local(self, name: str) -> str:
        """How a cell of this kernel names a local TypeScript file."""
        return f"./{name}.ts" if self.name == "deno" else f"./{name}"

    def restart(self) -> None:
        """Kills the process and starts another in the same folder."""
        self._end()
        self._start()

    def _end(self) -> None:
        if self.client is not None:
            self.client.stop_channels()
        if self.manager is not None and self.manager.has_kernel:
            with unbroken():
                self.manager.shutdown_kernel(now=True)

    def stop(self) -> None:
        """Kills the process and removes its folder."""
        self._end()
        shutil.rmtree(self.folder, ignore_errors=True)
        atexit.unregister(self.stop)
