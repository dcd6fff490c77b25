import { afterEach, beforeEach, expect, test } from "vitest";
import { displaySymbol, metadataOf, withMetadata } from "../display/index.ts";
import { button, interact, number, select, slider } from "./index.ts";
import { openComm, startHost, stopHost } from "./testing/comm-host.ts";

const TYPE = "application/vnd.dropout-lab.interact+json";
const p = () => slider(0, 0.95, { value: 0.4, step: 0.05 });

let host: ReturnType<typeof startHost>;
beforeEach(() => {
  host = startHost({ drawsControls: true });
});
afterEach(stopHost);

/** The id under which the front end finds what was shown last. */
const lastId = () => (host.shown.at(-1) as Record<string, { id: string }>)[TYPE]?.id;

test("shows what the start draws, with its metadata, and the controls", async () => {
  const png = { width: 640, alt: "a hill" };
  const hill = (p: number) => ({
    [displaySymbol]: () =>
      withMetadata({ "text/plain": `hill at ${p}`, "image/png": "iVBORw0=" }, { "image/png": png }),
  });
  await interact({ p: p(), mode: select(["naive", "scaled"], { label: "Mode" }) }, ({ p }) =>
    hill(p),
  );
  expect(host.shown).toEqual([
    {
      "text/plain": "hill at 0.4",
      "image/png": "iVBORw0=",
      [TYPE]: {
        version: 1,
        id: expect.stringMatching(/^interact-\d+$/),
        controls: [
          { name: "p", label: "p", kind: "slider", min: 0, max: 0.95, step: 0.05, value: 0.4 },
          { name: "mode", label: "Mode", kind: "select", options: ["naive", "scaled"], value: 0 },
        ],
      },
    },
  ]);
  expect(metadataOf(host.shown[0] ?? {})).toEqual({ "image/png": png });
});

test("draws again what the front end asks for, and answers each request by its number", async () => {
  await interact(
    { p: p(), mode: select(["naive", "scaled"]) },
    async ({ p, mode }) => `${mode} ${p}`,
  );
  const comm = openComm({ interact: lastId() });
  expect(await comm.ask({ serial: 7, values: { p: 0.15, mode: 1 } })).toEqual({
    serial: 7,
    data: { "text/plain": "scaled 0.15" },
    metadata: {},
  });
});

test("answers with the error of a draw, and draws again after it", async () => {
  await interact({ n: number({ min: 1 }) }, ({ n }) => {
    if (n === 13) throw new RangeError("n must not be 13");
    return n;
  });
  const comm = openComm({ interact: lastId() });
  expect(await comm.ask({ serial: 1, values: { n: 13 } })).toEqual({
    serial: 1,
    error: { name: "RangeError", message: "n must not be 13", stack: expect.any(String) },
  });
  expect(await comm.ask({ serial: 2, values: { n: 0 } })).toMatchObject({
    error: { message: "interact: n must be a value of its number, got 0" },
  });
  expect(await comm.ask({ serial: 3, values: { n: 14 } })).toMatchObject({
    data: { "text/plain": "14" },
  });
});

test("takes no value that a control cannot have", async () => {
  await interact({ p: p(), mode: select(["a"]), again: button() }, ({ p }) => p);
  const comm = openComm({ interact: lastId() });
  const fine = { p: 0.95, mode: 0, again: 3 };
  expect(await comm.ask({ serial: 0, values: fine })).toHaveProperty("data");
  const wrong = [
    { p: 1 },
    { p: 0.42 },
    { p: -0.05 },
    { p: "0.4" },
    { p: Number.NaN },
    { mode: 1 },
    { again: -1 },
    { again: 0.5 },
  ];
  for (const one of wrong) {
    expect(await comm.ask({ serial: 0, values: { ...fine, ...one } })).toHaveProperty("error");
  }
});

test("each interact answers for itself, and none for an id that is not there", async () => {
  await interact({ p: p() }, () => "first");
  const first = lastId();
  await interact({ p: p() }, () => "second");
  const values = { p: 0.4 };
  expect(await openComm({ interact: first }).ask({ serial: 0, values })).toMatchObject({
    data: { "text/plain": "first" },
  });
  expect(openComm({ interact: "interact-0" }).isClosed).toBe(true);
  expect(openComm(undefined).isClosed).toBe(true);
});

test("says in a sentence for which values it is shown, where nothing can be moved", async () => {
  stopHost();
  host = startHost({ drawsControls: false });
  await interact({ p: p(), mode: select(["naive", "scaled"]), again: button() }, ({ p }) => p);
  expect(host.shown).toEqual([
    { "text/plain": "0.4", [TYPE]: expect.objectContaining({ version: 1 }) },
    {
      "text/plain": "Shown for p = 0.4, mode = naive; the controls work on the notebook's page.",
      [TYPE]: { version: 1, note: true },
    },
  ]);
});

test("fails with the error of the first draw, and with a sentence where it gives back nothing", async () => {
  const fails = () => {
    throw new RangeError("no hill");
  };
  await expect(interact({ p: p() }, fails)).rejects.toThrow("no hill");
  await expect(interact({ p: p() }, () => {})).rejects.toThrow(
    "interact: render must give back what to show, got undefined",
  );
  stopHost();
  host = startHost({ drawsControls: false });
  await expect(interact({ p: p() }, fails)).rejects.toThrow("no hill");
  expect(host.shown).toEqual([]);
});
