// npm run kernel -- install | uninstall | list
import "./ready.js";

const { runCommand } = await import("../lib/dist/kernel/command.js");
process.exitCode = runCommand(["kernel", ...process.argv.slice(2)]);
