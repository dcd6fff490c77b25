"""Comms, the channels of widgets."""

from .behaviour import Theme, contains, equal
from .kernel import Kernel
from .output import DOOR

THEME = Theme("comms")
behaviour = THEME.behaviour


def _open(kernel: Kernel, name: str, comm: str) -> str:
    """Opens a comm from a cell; its id."""
    run = kernel.ok(DOOR.replace("host", f"host_{name}") + f"""
        const {comm} = host_{name}.openComm ? host_{name}.openComm('{name}', {{ at: 1 }}) : undefined""")
    opened = run.of("comm_open")
    equal(len(opened), 1, "the number of comm_open messages")
    equal((opened[0]["target_name"], opened[0]["data"]), (name, {"at": 1}), "comm_open")
    return opened[0]["comm_id"]


@behaviour("a cell opens a comm, sends on it with buffers and closes it")
def _(kernel: Kernel):
    comm_id = _open(kernel, "t1", "c1")
    run = kernel.ok("c1.send({ n: 2 }, { buffers: [Uint8Array.of(7)] })")
    sent = [m for m in run.published if m["msg_type"] == "comm_msg"]
    equal([(m["content"]["comm_id"], m["content"]["data"]) for m in sent], [(comm_id, {"n": 2})])
    equal([bytes(b) for b in sent[0]["buffers"]], [b"\x07"], "the buffers")
    closed = kernel.ok("c1.close()").of("comm_close")
    equal([c["comm_id"] for c in closed], [comm_id], "comm_close")


@behaviour("half of a character in a comm or a broadcast leaves as U+FFFD")
def _(kernel: Kernel):
    run = kernel.ok(DOOR.replace("host", "halves") + """
        const half = 'ab😀'.slice(0, 3)
        await halves.broadcast('custom_type', { [half]: half }, { metadata: { half } })""")
    kernel.writable()
    sent = [m for m in run.published if m["msg_type"] == "custom_type"]
    equal([m["content"] for m in sent], [{"ab\ufffd": "ab\ufffd"}], "the content")
    kernel.ok("const c0 = halves.openComm('t0', { half }); c0.send({ half }); c0.close()")
    kernel.writable()


@behaviour("comm_info lists open comms, by target, and no closed ones")
def _(kernel: Kernel):
    comm_id = _open(kernel, "t2", "c2")

    def listed(**wanted):
        return kernel.request("comm_info_request", wanted).content["comms"]

    equal(listed().get(comm_id), {"target_name": "t2"}, "the comm")
    equal(list(listed(target_name="t2")), [comm_id], "those of t2")
    equal(listed(target_name="other"), {}, "those of another target")
    kernel.ok("c2.close()")
    assert comm_id not in listed(), "a closed comm must not be listed"


@behaviour("a message of the frontend reaches the cell's comm, and prints under itself")
def _(kernel: Kernel):
    comm_id = _open(kernel, "t3", "c3")
    kernel.ok("c3.onMessage = (m: any) => { console.log('got', m.data.n, m.buffers.length) }; 0")
    kernel.forget()
    content = {"comm_id": comm_id, "data": {"n": 5}}
    sent = kernel.send("comm_msg", content, buffers=[b"\x01"])
    kernel.until(lambda: "idle" in kernel.run_of(sent).states)
    contains(kernel.run_of(sent).stdout, "got 5 1")
    equal(kernel.run_of(sent).states, ["busy", "idle"], "the statuses")


@behaviour("the frontend opens a comm of a registered target, and may close it")
def _(kernel: Kernel):
    kernel.ok(DOOR.replace("host", "host4") + """
        host4.registerTarget('t4', (comm: any, m: any) => {
          console.log('opened', m.data.x); comm.onClose = () => console.log('closed')
          comm.send({ hello: 1 }) }); 0""")
    content = {"comm_id": "from-front", "target_name": "t4", "data": {"x": 9}}
    sent = kernel.send("comm_open", content)
    kernel.until(lambda: "idle" in kernel.run_of(sent).states)
    contains(kernel.run_of(sent).stdout, "opened 9")
    equal([c["data"] for c in kernel.run_of(sent).of("comm_msg")], [{"hello": 1}], "the answer")
    closed = kernel.send("comm_close", {"comm_id": "from-front", "data": {}})
    kernel.until(lambda: "idle" in kernel.run_of(closed).states)
    contains(kernel.run_of(closed).stdout, "closed")


@behaviour("a comm to an unknown target is closed at once")
def _(kernel: Kernel):
    sent = kernel.send("comm_open", {"comm_id": "lost", "target_name": "nobody", "data": {}})
    kernel.until(lambda: kernel.run_of(sent).of("comm_close"))
    equal(kernel.run_of(sent).of("comm_close")[0]["comm_id"], "lost", "the comm")
    listed = kernel.request("comm_info_request", {}).content["comms"]
    assert "lost" not in listed, "it must not be listed"


@behaviour("a throw in a comm's listener is reported and survived")
def _(kernel: Kernel):
    comm_id = _open(kernel, "t5", "c5")
    kernel.ok("c5.onMessage = () => { throw new Error('bad listener') }; 0")
    kernel.forget()
    sent = kernel.send("comm_msg", {"comm_id": comm_id, "data": {}})
    kernel.until(lambda: "idle" in kernel.run_of(sent).states)
    contains(kernel.run_of(sent).shown, "bad listener")
    contains(kernel.ok("1 + 1").text, "2")
