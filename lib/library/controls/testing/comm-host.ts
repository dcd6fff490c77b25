import type { MimeBundle } from "../../display/index.ts";
import { displaySymbol } from "../../display/index.ts";
import type { Comm } from "../convention.ts";

type Opened = (comm: Comm, message: { data: unknown }) => void;

const DRAWS_CONTROLS = Symbol.for("dropout-lab.controls");
// The library registers once, as in a kernel, whose global does not change.
let opened: Opened | undefined;

/** Makes this process a host as the kernel is one; `shown` is what it was asked to display. */
export function startHost({ drawsControls }: { drawsControls: boolean }): { shown: MimeBundle[] } {
  const shown: MimeBundle[] = [];
  Reflect.set(globalThis, DRAWS_CONTROLS, drawsControls);
  Reflect.set(globalThis, "jupyter", {
    display: async (value: { [displaySymbol](): Promise<MimeBundle> }) => {
      shown.push(await value[displaySymbol]());
    },
    registerTarget(name: string, listener: Opened) {
      if (name === "dropout-lab.interact") opened = listener;
    },
  });
  return { shown };
}

/** Takes the host away. */
export function stopHost(): void {
  Reflect.deleteProperty(globalThis, DRAWS_CONTROLS);
  Reflect.deleteProperty(globalThis, "jupyter");
}

/** Opens a comm as the front end does; `ask` sends a message and gives the answer. */
export function openComm(data: unknown) {
  let answered: (data: unknown) => void = () => {};
  const channel = {
    isClosed: false,
    ask: (message: object): Promise<unknown> =>
      new Promise((resolve) => {
        answered = resolve;
        comm.onMessage?.({ data: message });
      }),
  };
  const comm: Comm = {
    onMessage: undefined,
    send: (data) => answered(data),
    close: () => {
      channel.isClosed = true;
    },
  };
  opened?.(comm, { data });
  return channel;
}
