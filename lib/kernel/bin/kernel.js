#!/usr/bin/env node
import "./require-node.js";

const { runKernelCommand } = await import("../dist/kernel-command.js");
runKernelCommand(process.argv.slice(2));
