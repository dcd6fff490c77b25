/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { type CellOutput, KERNEL_FRAME, PageKernel } from "dropout-lab-kernel/page-host";
import type { LiveParts, UnpackedParts } from "./payload.ts";

/** Makes the page live: its cells can be run from now on. */
function live({ data, worker, modules, policy, plotly }: UnpackedParts): void {
  const kernel = (output: (output: CellOutput) => void) =>
    new PageKernel({ frame: policy.createHTML(KERNEL_FRAME), script: worker, modules, output });
  addRunButtons({ data, kernel, policy, plotly });
}

function addRunButtons({ data, kernel: start }: LiveParts): void {
  const places = new Map<number, Element | undefined>();
  const print = (cell: number, text: string) => {
    places.get(cell)?.append(text);
  };
  const kernel = start((output) => {
    if (output.type === "stream") print(output.cell, output.text);
  });
  let serial = 0;
  for (const [at, { id, source, type }] of data.cells.entries()) {
    const box = document.querySelector(`[data-cell="${CSS.escape(id)}"]`);
    if (type !== "code" || box === null) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "run";
    button.textContent = "Run";
    button.addEventListener("click", async () => {
      const text = document.createElement("pre");
      box.querySelector(".outputs")?.replaceChildren(text);
      places.set(++serial, text);
      const result = await kernel.run(source, { title: `Cell [${at + 1}]` });
      if (result.status === "error") text.append(result.error.traceback.join("\n"));
      else if (result.status === "ok") text.append(`${result.display?.data["text/plain"] ?? ""}`);
    });
    box.prepend(button);
  }
}

globalThis.dropoutLab = { live };
