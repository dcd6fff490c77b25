/// <reference lib="dom" />

/**
 * A button for controls that nobody answers yet, since their cell has not run: it runs the cell, and
 * the cells above that it needs, and leaves the reader at the controls that this makes.
 */
export function runFirst(
  cell: string | undefined,
  run: (cell: string) => Promise<unknown>,
): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "run-first";
  button.textContent = "Run to move it";
  button.addEventListener("click", async () => {
    if (cell === undefined) return;
    const box = button.closest<HTMLElement>("[data-cell]");
    button.textContent = "Running…";
    button.disabled = true;
    await run(cell);
    // What the cell shows took the place of all this, unless it failed.
    button.textContent = "Run to move it";
    button.disabled = false;
    box?.querySelector<HTMLElement>(".controls:enabled :is(input, select, button)")?.focus();
  });
  // A group that is disabled would disable it too.
  const legend = document.createElement("legend");
  legend.append(button);
  return legend;
}
