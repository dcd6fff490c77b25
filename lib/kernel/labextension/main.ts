import { diagramsPlugin } from "./diagrams/diagrams-plugin.ts";
import { figuresPlugin } from "./figures/figures-plugin.ts";
import type { Plugin, SharedPackages } from "./jupyterlab.ts";

/** What the plugins take from JupyterLab. */
export const SHARED_PACKAGES = [
  "@jupyterlab/apputils",
  "@jupyterlab/rendermime",
  "@lumino/widgets",
] as const satisfies readonly (keyof SharedPackages)[];

/** The plugins of the extension. */
export function createPlugins(shared: SharedPackages): Plugin[] {
  return [figuresPlugin(shared), diagramsPlugin(shared)];
}
