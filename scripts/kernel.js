// npm run kernel -- install | uninstall | list
import "./ready.js";
import { returnToCaller } from "./caller-folder.js";

returnToCaller();
const { runCommand } = await import("../lib/kernel/dist/command.js");
process.exitCode = runCommand(process.argv.slice(2), { name: "npm run kernel --" });
