// A kernel that answers as stock tslab does: it welcomes nobody, a request that comes while it still
// binds makes it deaf for good, and with the flag `forgets` it loses the first one that comes later.
import { readFileSync } from "node:fs";
import { Codec, channelAddress, createReply, createSender } from "dropout-lab-kernel/wire";
import { Publisher, Router } from "zeromq";

/** Longer than a client takes to connect, which it tries every 10 ms. */
const BIND_MS = 100;

const [file = "", flag] = process.argv.slice(2);
const info = JSON.parse(readFileSync(file, "utf8"));
const sender = createSender();
const codec = new Codec(info);
const [iopub, shell, control, stdin] = [new Publisher(), new Router(), new Router(), new Router()];
for (const [channel, socket] of Object.entries({ iopub, shell, control, stdin })) {
  await socket.bind(channelAddress(info, /** @type {"iopub"} */ (channel)));
}
void control.receive().then(() => process.exit());

const bound = performance.now() + BIND_MS;
let isDeaf = false;
let forgets = flag === "forgets" ? 1 : 0;
for await (const frames of shell) {
  isDeaf ||= performance.now() < bound;
  if (isDeaf || forgets-- > 0) continue;
  const request = codec.decode(frames);
  const content = { status: "ok", implementation: "unwelcoming" };
  const reply = createReply(sender, request, { type: "kernel_info_reply", content });
  await shell.send(codec.encode(reply));
  const idle = { type: "status", content: { execution_state: "idle" } };
  await iopub.send(codec.encode({ ...createReply(sender, request, idle), identities: [] }));
}
