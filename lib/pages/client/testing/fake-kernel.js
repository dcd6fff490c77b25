// A kernel for tests whose cells are commands, so that it misbehaves as told. Flags: `report` writes
// what it was given to $REPORT, `dies` ends at once, `taken` finds its ports taken once, and
// with `stays` does not end of it, `inspected` says what Node does of a second inspector, `stubborn`
// does not end when asked.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createReply, ServerSockets } from "dropout-lab-kernel/wire";

/** @typedef {import("dropout-lab-kernel/wire").Message} Message */

const [file = "", ...flags] = process.argv.slice(2);
const report = process.env.REPORT ?? "";
const info = JSON.parse(readFileSync(file, "utf8"));
const isStubborn = flags.includes("stubborn");

if (flags.includes("report")) {
  const mode = statSync(file).mode & 0o777;
  const { JPY_PARENT_PID, GIVEN } = process.env;
  writeFileSync(
    report,
    JSON.stringify({ file, mode, JPY_PARENT_PID, GIVEN, directory: process.cwd() }),
  );
}
if (flags.includes("inspected")) {
  console.error("Starting inspector on 127.0.0.1:9229 failed: address already in use");
  await new Promise((resolve) => setTimeout(resolve, 200));
}
if (flags.includes("dies")) {
  console.error("cannot start");
  process.exit(3);
}
if (flags.includes("taken") && !existsSync(report)) {
  writeFileSync(report, "");
  console.error("Error: Address already in use");
  if (flags.includes("stays")) await new Promise((resolve) => setTimeout(resolve, 1e6));
  process.exit(1);
}

let count = 0;
/** @type {Message | undefined} */
let open;

/** @param {Message} parent @param {string} type @param {Record<string, unknown>} content */
function publish(parent, type, content) {
  sockets.publish(createReply(sockets.sender, parent, { type, content }));
}

/** @param {Message} parent @param {Record<string, unknown>} content */
function reply(parent, content) {
  const type = parent.header.msg_type.replace("request", "reply");
  sockets.send("shell", createReply(sockets.sender, parent, { type, content }));
}

/** @param {Message} parent @param {Record<string, unknown>} content */
function finish(parent, content) {
  reply(parent, { execution_count: ++count, ...content });
  publish(parent, "status", { execution_state: "idle" });
}

/** @param {string} how */
function interrupted(how) {
  if (open) finish(open, { status: "error", ename: "Interrupted", evalue: how });
}

if (isStubborn) for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => {});
else process.on("SIGINT", () => interrupted("by SIGINT"));

/** @type {Record<string, (parent: Message, rest: string) => void>} */
const commands = {
  print(parent, text) {
    publish(parent, "stream", { name: "stdout", text });
    finish(parent, { status: "ok" });
  },
  // It fails at its last line.
  error(parent, text) {
    const [evalue, ...more] = text.split("\n");
    const at =
      more.length > 0 ? `\n    at Cell [${count + 1}], line ${more.length + 1}, column 1` : "";
    const error = { ename: "Error", evalue, traceback: [`Error: ${evalue}${at}`] };
    publish(parent, "error", error);
    finish(parent, { status: "error", ...error });
  },
  publish(parent, json) {
    for (const [type, content] of JSON.parse(json)) publish(parent, type, content);
    finish(parent, { status: "ok" });
  },
  // The reply first, all output after it.
  late(parent, text) {
    reply(parent, { status: "ok" });
    setTimeout(() => {
      publish(parent, "stream", { name: "stdout", text });
      publish(parent, "status", { execution_state: "idle" });
    }, 50);
  },
  abort: (parent) => finish(parent, { status: "abort" }),
  request: (parent) => finish(parent, { status: "ok", request: parent.content }),
  ask(parent, prompt) {
    const content = { prompt, password: prompt === "secret" };
    sockets.send("stdin", createReply(sockets.sender, parent, { type: "input_request", content }));
  },
  hang(parent) {
    publish(parent, "stream", { name: "stdout", text: "hangs" });
  },
  // As a cell does that calls `process.exit()` in a kernel that lives on.
  leave: (parent, code) => finish(parent, { status: "ok", exit_code: Number(code) }),
  exit(_, code) {
    console.error("last words");
    process.exit(Number(code));
  },
};

/** @param {"shell" | "control" | "stdin"} channel @param {Message} message */
function receive(channel, message) {
  switch (message.header.msg_type) {
    case "kernel_info_request":
      publish(message, "status", { execution_state: "busy" });
      reply(message, { status: "ok", implementation: "fake", channel });
      publish(message, "status", { execution_state: "idle" });
      break;
    case "execute_request": {
      const [command = "", ...rest] = String(message.content.code).split(" ");
      open = message;
      publish(message, "status", { execution_state: "busy" });
      commands[command]?.(message, rest.join(" "));
      break;
    }
    case "input_reply":
      if (open) commands.print?.(open, String(message.content.value));
      break;
    case "interrupt_request": {
      const answer = { type: "interrupt_reply", content: { status: "ok" } };
      sockets.send(channel, createReply(sockets.sender, message, answer));
      interrupted("by message");
      break;
    }
    case "shutdown_request":
      if (!isStubborn) process.exit(0);
  }
}

const sockets = await ServerSockets.bind(info);
sockets.receive({
  invalid: (_, error) => console.error(error.message),
  message: receive,
});
