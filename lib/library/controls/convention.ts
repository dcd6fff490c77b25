// What the library and a host that can show live controls agree on; the two do not know each other.

/** The type of what `interact` shows, beside the types of what it drew. */
export const INTERACT_TYPE = "application/vnd.dropout-lab.interact+json";

/** The target to which the front end opens a comm, with `{ interact: id }`. */
export const INTERACT_TARGET = "dropout-lab.interact";

/** Set to true on the global object by a host whose front end draws controls. */
const DRAWS_CONTROLS = Symbol.for("dropout-lab.controls");

/** Whether the controls that are shown can be moved. */
export function drawsControls(): boolean {
  return (globalThis as { [DRAWS_CONTROLS]?: unknown })[DRAWS_CONTROLS] === true;
}

/** A comm as hosts give it. */
export interface Comm {
  onMessage: ((message: { data: unknown }) => void) | undefined;
  send(data: unknown): void;
  close(): void;
}

interface CommHost {
  registerTarget?(name: string, opened: (comm: Comm, message: { data: unknown }) => void): void;
}

/** Has the host, if it has comms, hand on those that the front end opens. */
export function onOpenedComm(opened: (comm: Comm, data: unknown) => void): void {
  const { jupyter } = globalThis as { jupyter?: CommHost };
  jupyter?.registerTarget?.(INTERACT_TARGET, (comm, { data }) => opened(comm, data));
}
