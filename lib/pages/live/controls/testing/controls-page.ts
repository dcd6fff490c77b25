/// <reference lib="dom" />
import type { CommMessage } from "dropout-lab-kernel/page-host";
import { pagePolicy } from "../../../page/browser/page-policy.ts";
import { loadPlotly } from "../../../page/browser/plotly.ts";
import { addThemeButton } from "../../../page/browser/theme.ts";
import { OutputArea, type OutputAreaContext } from "../../outputs/index.ts";
import { drawStoredControls, INTERACT_TYPE, interactDrawer, PageComms } from "../index.ts";

/** What a test calls in the page, which has no worker: here the test itself is asked. */
export interface ControlsPage {
  /** What was asked for, with the values of each request. */
  asked: Record<string, unknown>[];
  /** The cells that were run. */
  runs: string[];
  /** How long an answer takes, in milliseconds. */
  delay: number;
  /** Makes an answer of values; undefined for an error. */
  answer: (values: Record<string, number>) => Record<string, unknown> | undefined;
  /** Shows controls as a cell that runs does. */
  show(interact: object, drawn: Record<string, unknown>): void;
  /** The worker ends. */
  lose(): void;
}

const page: ControlsPage = {
  asked: [],
  runs: [],
  delay: 0,
  answer: (values) => ({ "text/plain": `p = ${values.p}` }),
  show(interact, drawn) {
    area.begin();
    area.display({ data: { ...drawn, [INTERACT_TYPE]: interact }, metadata: {} });
    area.end();
  },
  lose: () => comms.lose(),
};

const comms = new PageComms((message) => void respond(message));
const run = async (cell: string) => {
  page.runs.push(cell);
  page.show(JSON.parse(place.dataset.again ?? "null"), { "text/plain": "run" });
};
const draw = interactDrawer({ comms, area: (place) => new OutputArea(place, context), run });
const context: OutputAreaContext = {
  policy: pagePolicy,
  plotly: loadPlotly,
  alive: (type) => (type === INTERACT_TYPE ? draw : undefined),
};
const place = document.querySelector<HTMLElement>(".outputs") as HTMLElement;
drawStoredControls(document, run);
const area = new OutputArea(place, context);
addThemeButton();
Object.assign(globalThis, { page });

async function respond({ event, id, data }: CommMessage): Promise<void> {
  if (event !== "message") return;
  const { serial, values } = data as { serial: number; values: Record<string, number> };
  page.asked.push(values);
  await new Promise((resolve) => setTimeout(resolve, page.delay));
  const drawn = page.answer(values);
  const error = { name: "RangeError", message: "p is too large", stack: "" };
  const answer = drawn === undefined ? { serial, error } : { serial, data: drawn, metadata: {} };
  comms.hear({ event: "message", id, data: answer });
}
