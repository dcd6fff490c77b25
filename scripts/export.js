// Exports notebooks to single HTML files; needs no kernel.
import "./ready.js";
import { returnToCaller } from "./caller-folder.js";

returnToCaller();
const { runCommand } = await import("../lib/pages/dist/command.js");
process.exitCode = await runCommand(["export", ...process.argv.slice(2)], {
  exportName: "npm run export --",
});
