import { join } from "node:path";

/**
 * The path of a program of the Jupyter environment that tests use, such as `python` or `jupyter`;
 * undefined without one. `vitest.config.js` says where it is.
 */
export function jupyterProgram(name: string): string | undefined {
  const folder = process.env.JUPYTER_PROGRAMS;
  if (!folder) return undefined;
  return join(folder, process.platform === "win32" ? `${name}.exe` : name);
}
