import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("./lessons-check.js", import.meta.url));

test("npm run lessons:check looks through the lessons, then starts the tests of the answers", async () => {
  // With a group of its own, so that Vitest ends with it: the answers have a test file already.
  const check = spawn(process.execPath, [script], { detached: true });
  const closed = once(check, "close");
  let said = "";
  const say = (/** @type {Buffer} */ chunk) => {
    said += chunk;
    if (/ RUN /.test(said)) process.kill(-Number(check.pid), "SIGKILL");
  };
  check.stdout.on("data", say);
  check.stderr.on("data", say);
  await closed;
  expect(said).toMatch(/^\d+ lessons keep the rules\n/);
  expect(said).toMatch(/ RUN /);
}, 60_000);
