import { describe, expect, it } from "vitest";
import type { FromWorker } from "./messages.ts";
import { readMessage } from "./read-message.ts";

const display = { data: { "text/plain": "1" }, metadata: {} };
const error = { ename: "Error", evalue: "far", traceback: ["Error: far"], line: 1 };
const name = { label: "mean", kind: "property", detail: "1" } as const;

const MESSAGES: readonly FromWorker[] = [
  { type: "ready" },
  { type: "mark" },
  { type: "stream", cell: 1, name: "stderr", text: "printed" },
  { type: "display", cell: 1, display, displayId: "a", update: true },
  { type: "clear", cell: 1, wait: false },
  {
    ...{ type: "comm", cell: 1, event: "open", id: "a", target: "slider", data: 1 },
    metadata: {},
    buffers: [new Uint8Array(1)],
  },
  { type: "input", cell: 1, question: 1, prompt: "p?", kind: "prompt", initial: "0.4" },
  { type: "cut", cell: 1, text: "more" },
  { type: "uncaught", cell: 1, error },
  { type: "done", cell: 1, result: { status: "ok", display } },
  { type: "done", cell: 1, result: { status: "error", error } },
  { type: "completed", serial: 1, names: { from: 0, names: [name] } },
];
/** What comms and displays carry may be anything. */
const FREE = /^(data|display\.data\.text\/plain|result\.display\.data\.text\/plain)$/;

/** The message, once for each place in it, with something there that no worker would say. */
function* spoilt(value: object, path = ""): Generator<[path: string, value: unknown]> {
  for (const [key, inside] of Object.entries(value)) {
    const place = path + key;
    if (FREE.test(place)) continue;
    const put = (part: unknown) =>
      Array.isArray(value) ? value.with(Number(key), part) : { ...value, [key]: part };
    yield [place, put(Symbol.iterator)];
    if (typeof inside !== "object" || inside instanceof Uint8Array) continue;
    for (const [deeper, part] of spoilt(inside, `${place}.`)) yield [deeper, put(part)];
  }
}

describe.each(MESSAGES.map((message) => [message.type, message] as const))("%s", (_, message) => {
  it("is heard", () => expect(readMessage(message)).toBe(message));
  it.each([...spoilt(message)])("is not heard with another kind of %s", (_, value) =>
    expect(readMessage(value)).toBeUndefined(),
  );
});

it.each([undefined, null, 1, "ready", [], {}, { type: "toString" }, { type: "stream", cell: 1 }])(
  "does not hear %j",
  (said) => expect(readMessage(said)).toBeUndefined(),
);
