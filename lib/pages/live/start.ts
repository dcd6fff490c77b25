/// <reference lib="dom" />
import { KERNEL_FRAME, PageKernel } from "dropout-lab-kernel/page-host";
import { NotebookNames, openEditor } from "./editor/index.ts";
import { LiveNotebook, NotebookView } from "./notebook/index.ts";
import { OutputArea } from "./outputs/index.ts";
import type { UnpackedParts } from "./payload.ts";
import { keepProgress } from "./reader-progress.ts";
import { scriptLanguage } from "./script-language.ts";

/** Makes the page live: its cells can be edited and run from now on. */
function live({ data, worker, modules, policy, plotly, mathematics }: UnpackedParts): void {
  const kernel = new PageKernel({
    frame: policy.createHTML(KERNEL_FRAME),
    script: worker,
    modules,
    output: (output) => notebook.hear(output),
    died: (reason) => notebook.workerDied(reason),
  });
  const now = () => performance.now();
  const notebook = new LiveNotebook({ data, runner: kernel, now });
  const language = scriptLanguage(data.metadata);
  const names = new NotebookNames(data.completions, () =>
    notebook.cells.filter(({ type }) => type === "code").map(({ source }) => source),
  );
  const context = { policy, plotly, mathematics, alive: () => undefined };
  const view = new NotebookView({
    notebook,
    now,
    outputs: (place) => new OutputArea(place, context),
    openEditor: (place, options) =>
      openEditor(place, {
        ...options,
        language,
        names,
        complete: (source, offset) => kernel.complete(source, offset),
      }),
  });
  void keepProgress({
    data,
    notebook,
    context,
    outputsOf: ({ id, executionCount }) => view.outputs(id)?.toNbformat(executionCount) ?? [],
  });
}

globalThis.dropoutLab = { live };
