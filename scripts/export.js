// Exports notebooks to single HTML files; needs no kernel.
import "./ready.js";

const { runCommand } = await import("../lib/pages/dist/command.js");
process.exitCode = await runCommand(["export", ...process.argv.slice(2)]);
