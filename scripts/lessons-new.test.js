import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("./lessons-new.js", import.meta.url));

test("npm run lessons:new refuses a title without quotes, of which a part would be lost", () => {
  // The number is that of lesson 1, so that nothing can be written.
  const args = [script, "01-coins", "Fair", "coins"];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stderr).toBe("dropout-lab: title: must be one argument in quotes, got 2\n");
  expect(status).toBe(2);
});
