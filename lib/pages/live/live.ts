/// <reference lib="dom" />
import { KERNEL_FRAME, PageKernel } from "dropout-lab-kernel/page-host";
import { drawStoredControls, INTERACT_TYPE, interactDrawer, PageComms } from "./controls/index.ts";
import { NotebookNames, openEditor, showCode } from "./editor/index.ts";
import { LiveNotebook, NotebookView } from "./notebook/index.ts";
import { OutputArea, type OutputAreaContext } from "./outputs/index.ts";
import type { UnpackedParts } from "./payload.ts";
import { keepProgress } from "./reader-progress.ts";
import type { Lms } from "./scorm/index.ts";
import { scriptLanguage } from "./script-language.ts";

/** Makes the page live: its cells can be edited and run from now on. */
export function live(
  { data, worker, lowering, modules, policy, plotly, mathematics }: UnpackedParts,
  lms?: Lms,
): void {
  const kernel = new PageKernel({
    frame: policy.createHTML(KERNEL_FRAME),
    script: worker,
    lowering,
    modules,
    output: (output) => (output.type === "comm" ? comms.hear(output) : notebook.hear(output)),
    died: (reason) => notebook.workerDied(reason),
  });
  const now = () => performance.now();
  const notebook = new LiveNotebook({ data, runner: kernel, now });
  const comms = new PageComms((message) => kernel.sendComm(message));
  notebook.on(({ type }) => {
    if (type === "lost") comms.lose();
  });
  const outputs = (place: HTMLElement) => new OutputArea(place, context);
  const run = (cell: string) => notebook.run(cell);
  const drawInteract = interactDrawer({ comms, area: outputs, run });
  const context: OutputAreaContext = {
    policy,
    plotly,
    mathematics,
    alive: (type) => (type === INTERACT_TYPE ? drawInteract : undefined),
  };
  const language = scriptLanguage(data.metadata);
  const sources = () =>
    notebook.cells.flatMap(({ type, source }) => (type === "code" ? source : []));
  const names = new NotebookNames(data.completions, sources);
  const complete = (source: string, offset: number) => kernel.complete(source, offset);
  drawStoredControls(document, run);
  const view = new NotebookView({
    notebook,
    now,
    outputs,
    openEditor: (place, options) => openEditor(place, { ...options, language, names, complete }),
    showCode: (code, source) => showCode(code, source, language),
    answer: (answer) => kernel.answerInput(answer),
  });
  void keepProgress({
    data,
    notebook,
    context,
    outputsOf: ({ id, executionCount }) => view.outputs(id)?.toNbformat(executionCount) ?? [],
    lms,
  });
}
