/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { drawControls } from "./control-inputs.ts";
import { readInteract } from "./interact-data.ts";
import { runFirst } from "./run-first.ts";

/**
 * Draws the controls of the outputs that a page was written with: each where it stands at the start,
 * with a button that runs its cell, since nothing answers a move before.
 */
export function drawStoredControls(
  content: ParentNode,
  run: (cell: string) => Promise<unknown>,
): void {
  for (const output of content.querySelectorAll<HTMLElement>("[data-interact]")) {
    const interact = readInteract(JSON.parse(output.dataset.interact ?? "null"));
    const cell = output.closest<HTMLElement>("[data-cell]");
    if (interact === undefined || cell === null) continue;
    const name = cell.getAttribute("aria-label")?.toLowerCase() ?? "this cell";
    const label = `Controls of ${name}, to be run first`;
    const controls = drawControls(interact.controls, { label, changed() {} });
    controls.disabled = true;
    controls.append(runFirst(cell.dataset.cell, run));
    output.prepend(controls);
  }
}
