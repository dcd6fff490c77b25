#!/usr/bin/env node
import "./require-node.js";

const { runCommand } = await import("../dist/command.js");
process.exitCode = runCommand(process.argv.slice(2));
