import { randomUUID } from "node:crypto";
import { packageVersion } from "../link/package-version.ts";
import type { JupyterGlobal } from "./jupyter-global.ts";

// The tslab whose API this is. It need not be installed, so its package cannot be asked.
const TSLAB_VERSION = "1.0.22";

const MIME_OF = {
  javascript: "text/javascript",
  html: "text/html",
  markdown: "text/markdown",
  latex: "text/latex",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  gif: "image/gif",
  pdf: "application/pdf",
  text: "text/plain",
} as const;

type Content = string | Uint8Array;

/** tslab's display object: one method a format, and `raw` for any other. */
export type TslabDisplay = Record<keyof typeof MIME_OF, (content: Content) => void> & {
  raw(contentType: string, content: Content): void;
};

/** tslab's module. */
export interface TslabModule {
  display: TslabDisplay;
  newDisplay(): TslabDisplay;
  versions: { tslab: string; typescript: string; node: string };
}

/**
 * The module that a cell gets for `import * as tslab from "tslab"`: tslab's display API on this
 * kernel. tslab itself is not loaded, which would cost half a second.
 */
export function createTslab(jupyter: JupyterGlobal): TslabModule {
  const make = (displayId?: string): TslabDisplay => {
    let shown = false;
    const raw = (contentType: string, content: Content): void => {
      const options = displayId === undefined ? {} : { display_id: displayId, update: shown };
      shown = true;
      void jupyter.display({ [contentType]: content }, { raw: true, ...options });
    };
    const methods = Object.entries(MIME_OF).map(([name, mime]) => [
      name,
      (content: Content) => raw(mime, content),
    ]);
    return { ...Object.fromEntries(methods), raw } as TslabDisplay;
  };
  return {
    display: make(),
    newDisplay: () => make(randomUUID()),
    versions: {
      tslab: TSLAB_VERSION,
      typescript: packageVersion("typescript"),
      node: process.version,
    },
  };
}
