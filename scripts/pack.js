// Run by `npm pack -w PACKAGE`, in the package's folder: builds, and brings the licence along; --undo
// takes the copy away again.
import { copyFileSync, rmSync } from "node:fs";

if (process.argv.includes("--undo")) rmSync("LICENSE", { force: true });
else {
  await import("./build.js");
  copyFileSync(new URL("../LICENSE", import.meta.url), "LICENSE");
}
