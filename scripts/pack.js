// Run by `npm pack -w dropout-lab`: the package gets the build and the checkout's README and licence;
// --undo takes the copies away again.
import { copyFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const files = ["README.md", "LICENSE"];

if (process.argv.includes("--undo")) {
  for (const file of files) rmSync(`${root}/lib/${file}`, { force: true });
} else {
  await import("./build.js");
  for (const file of files) copyFileSync(`${root}/${file}`, `${root}/lib/${file}`);
}
