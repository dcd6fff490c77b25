"""Kernels that do nothing right but answer: every behaviour must fail on one of them or on a peer.

`python faulty_kernel.py CONNECTION_FILE FAULT` answers every request. With the fault `empty`, by an
empty `ok` between a busy and an idle; with `frail`, it also dies of what a kernel must survive;
with `cross`, it answers with an error, and is never busy.
"""

import json
import sys

import zmq
from jupyter_client.session import Session


def main(path: str, fault: str) -> None:
    with open(path, encoding="utf8") as file:
        info = json.load(file)
    session = Session(key=info["key"].encode(), signature_scheme=info["signature_scheme"])
    context = zmq.Context()

    def bind(kind: int, port: str) -> zmq.Socket:
        socket = context.socket(kind)
        socket.bind(f"{info['transport']}://{info['ip']}:{info[port]}")
        return socket

    shell = bind(zmq.ROUTER, "shell_port")
    control = bind(zmq.ROUTER, "control_port")
    iopub = bind(zmq.PUB, "iopub_port")
    bind(zmq.ROUTER, "stdin_port")
    bind(zmq.ROUTER, "hb_port")
    poller = zmq.Poller()
    poller.register(shell, zmq.POLLIN)
    poller.register(control, zmq.POLLIN)
    while True:
        for socket, _ in poller.poll():
            frames = socket.recv_multipart()
            try:
                identities, rest = session.feed_identities(frames)
                message = session.deserialize(rest)
            except Exception:
                if fault == "frail":
                    sys.exit(1)
                continue
            answer(session, socket, iopub, identities, message, fault)


def answer(session, socket, iopub, identities, message, fault) -> None:
    kind = message["msg_type"]
    content = message["content"]
    if fault == "frail" and not (kind == "kernel_info_request" or content.get("code", "").strip()):
        sys.exit(1)
    if fault != "cross":
        session.send(iopub, "status", {"execution_state": "busy"}, message, ident=b"status")
    if kind.endswith("_request"):
        status = "error" if fault == "cross" else "ok"
        reply = {"status": status, "implementation": "faulty"}
        session.send(socket, kind.replace("_request", "_reply"), reply, message, ident=identities)
    session.send(iopub, "status", {"execution_state": "idle"}, message, ident=b"status")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
