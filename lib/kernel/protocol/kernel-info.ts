import { ownVersion } from "../link/own-version.ts";
import { packageVersion } from "../link/package-version.ts";
import { type Json, PROTOCOL_VERSION } from "../wire/index.ts";

/** The content of a kernel_info_reply. */
export function kernelInfo(): Json {
  const typescript = packageVersion("typescript");
  const version = ownVersion();
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "dropout-lab",
    implementation_version: version,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      // JupyterLab and CodeMirror look languages up by this name.
      codemirror_mode: "typescript",
      pygments_lexer: "typescript",
    },
    banner: `dropout-lab ${version}: TypeScript ${typescript} on Node ${process.versions.node}`,
    help_links: [
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
      { text: "Node.js", url: "https://nodejs.org/api/" },
    ],
    debugger: false,
    supported_features: [],
  };
}
