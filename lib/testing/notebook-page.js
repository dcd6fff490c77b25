// What tests ask of the notebook that is open in JupyterLab or Notebook 7. Each function runs in the
// page, so that it can use nothing of this file; the server must be started with
// `expose_app_in_browser`.

/**
 * Scrolls to a code cell; false as long as it is not there.
 * @param {string} code what it holds
 */
export async function showCell(code) {
  const panel = /** @type {any} */ (globalThis).jupyterapp?.shell.currentWidget;
  if (!panel?.context?.isReady) return false;
  const index = panel.content.widgets.findIndex(
    (/** @type {any} */ { model }) =>
      model.type === "code" && model.sharedModel.getSource().includes(code),
  );
  if (index < 0) return false;
  await panel.content.scrollToItem(index, "center");
  return true;
}

/** Whether the cells of the notebook are trusted. */
export function isTrusted() {
  const { content } = /** @type {any} */ (globalThis).jupyterapp.shell.currentWidget;
  return content.widgets.some((/** @type {any} */ { model }) => model.trusted);
}

/** All outputs of the notebook, as they would be saved. */
export function outputs() {
  const { content } = /** @type {any} */ (globalThis).jupyterapp.shell.currentWidget;
  return JSON.stringify(
    content.model.sharedModel.cells.map((/** @type {any} */ cell) => cell.toJSON().outputs),
  );
}

/** Hides all outputs, or shows them again. @param {boolean} hidden */
export function hideOutputs(hidden) {
  const { content } = /** @type {any} */ (globalThis).jupyterapp.shell.currentWidget;
  for (const cell of content.widgets) if (cell.model.type === "code") cell.outputHidden = hidden;
}

/**
 * Changes the theme, and lets the browser show nothing in between: neither the page without a theme,
 * nor one that JupyterLab hides.
 * @param {string} theme
 */
export async function changeTheme(theme) {
  const { commands } = /** @type {any} */ (globalThis).jupyterapp;
  const transition = document.startViewTransition(async () => {
    const changed = new Promise((resolve) => {
      new MutationObserver(resolve).observe(document.body, {
        attributeFilter: ["data-jp-theme-name"],
      });
    });
    await commands.execute("apputils:change-theme", { theme });
    await changed;
  });
  await transition.updateCallbackDone;
  transition.skipTransition();
}
