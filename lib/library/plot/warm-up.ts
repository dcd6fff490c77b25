import { runsInNode } from "./runs-in-node.ts";

/**
 * Starts the thread that draws pictures, in a kernel only: there a figure is likely to follow, and
 * its first picture would take a second. A script pays for it when it draws.
 */
export function warmUpInKernel(): void {
  if (!runsInNode()) return;
  const { jupyter, __tslab__ } = globalThis as { jupyter?: unknown; __tslab__?: unknown };
  if (jupyter === undefined && __tslab__ === undefined) return;
  // After the importing cell has answered: a cold kernel has better things to do than to draw.
  setTimeout(() => {
    import("./static/index.ts")
      .then(({ warmUpPictures }) => warmUpPictures())
      // The figure that needs it says what is wrong.
      .catch(() => {});
  }, 0).unref();
}
