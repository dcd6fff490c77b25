// npm run kernel -- install | uninstall | list
import "./ready.js";

const { runCommand } = await import("../lib/kernel/dist/command.js");
process.exitCode = runCommand(process.argv.slice(2));
