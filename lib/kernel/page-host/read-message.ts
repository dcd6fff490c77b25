import type { FromWorker } from "./messages.ts";

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const text: Check = (value) => typeof value === "string";
const number: Check = (value) => typeof value === "number";
const flag: Check = (value) => typeof value === "boolean";
const bytes: Check = (value) => value instanceof Uint8Array;
const anything: Check = () => true;

const either =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const record = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const of =
  (shape: Shape): Check =>
  (value) =>
    record(value) && Object.entries(shape).every(([name, check]) => check(value[name]));

const display = of({ data: record, metadata: record });
const error = of({
  ename: text,
  evalue: text,
  traceback: listOf(text),
  line: optional(number),
});
const succeeded = of({ status: either("ok"), display: optional(display) });
const failed = of({ status: either("error"), error });
const name = of({
  label: text,
  kind: either("name", "property", "import"),
  detail: optional(text),
});

const SHAPES: { readonly [Type in FromWorker["type"]]: Shape } = {
  ready: {},
  mark: {},
  stream: { cell: number, name: either("stdout", "stderr"), text },
  display: { cell: number, display, displayId: optional(text), update: optional(flag) },
  clear: { cell: number, wait: flag },
  comm: {
    ...{ cell: number, id: text, data: anything },
    event: either("open", "message", "close"),
    target: optional(text),
    metadata: optional(record),
    buffers: optional(listOf(bytes)),
  },
  input: {
    ...{ cell: number, question: number, prompt: text, initial: text },
    kind: either("prompt", "confirm"),
  },
  cut: { cell: number, text },
  uncaught: { cell: number, error },
  done: { cell: number, result: (value) => succeeded(value) || failed(value) },
  completed: { serial: number, names: of({ from: number, names: listOf(name) }) },
};

/**
 * What a worker says; undefined if no worker of ours would say it. The code of a cell can find the
 * worker's port, and by that tell the page anything.
 */
export function readMessage(said: unknown): FromWorker | undefined {
  if (!record(said) || typeof said.type !== "string" || !Object.hasOwn(SHAPES, said.type))
    return undefined;
  return of(SHAPES[said.type as FromWorker["type"]])(said) ? (said as FromWorker) : undefined;
}
