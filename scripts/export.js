// Exports notebooks to single HTML files; needs no kernel.
import "./ready.js";

const { runExport } = await import("dropout-lab/page");
// Handled here, a signal falls between two files and never within one.
process.on("SIGINT", () => process.exit(130));
process.exitCode = await runExport(process.argv.slice(2));
