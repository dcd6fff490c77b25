// Importing this file ends the process, with one sentence, on a Node that cannot run the rest. What
// needs a newer Node is imported after it, by import(): a static import would be linked before.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`dropout-lab: Node must be 20.19 or newer, got ${process.versions.node}`);
  process.exit(1);
}
