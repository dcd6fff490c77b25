import { createRequire } from "node:module";
import { runExport } from "./page/internal.ts";
import { runPlaygroundExport } from "./playground/index.ts";

const USAGE = `usage: dropout-lab-pages export FILE… [--out DIR] [--static] [--strict]
       dropout-lab-pages export --playground [--out DIR]

  export   notebooks to single HTML files; export --help says more

  --help, --version`;

/**
 * Runs the command line `dropout-lab-pages`; prints, and returns the exit code.
 * The help of `export` says that the caller writes `exportName` before the files.
 */
export async function runCommand(
  args: readonly string[],
  { exportName }: { exportName?: string } = {},
): Promise<number> {
  const [verb, ...rest] = args;
  switch (verb) {
    case "export":
      // Handled here, a signal falls between two files and never within one.
      process.on("SIGINT", () => process.exit(130));
      if (rest.includes("--playground") && !rest.includes("--help"))
        return await runPlaygroundExport(rest);
      return await runExport(rest, { name: exportName });
    case "--help":
    case "-h":
      console.log(USAGE);
      return 0;
    case "--version":
      console.log(ownVersion());
      return 0;
    default:
      console.error(
        `dropout-lab-pages: must be followed by export, got ${verb ?? "nothing"}\n\n${USAGE}`,
      );
      return 2;
  }
}

function ownVersion(): string {
  const manifest = createRequire(import.meta.url)("dropout-lab-pages/package.json");
  return (manifest as { version: string }).version;
}
