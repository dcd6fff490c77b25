import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** @param {string} script @param {string[]} args */
function run(script, ...args) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

test("npm run store tells a lesson from its solution, and says how long they took", () => {
  const { status, stderr } = run("./store.js", "--check", "03");
  const lines = stderr.trimEnd().split("\n");
  expect(lines.pop()).toMatch(/^2 of 2 notebooks ran in \d+ s$/);
  const names = lines.map((line) => line.replace(/: ran \d+ cells$/, ""));
  expect(names.sort()).toEqual(["03-the-pytorch-check", "solutions/03-the-pytorch-check"]);
  expect(status).toBe(0);
});

test("npm run store says that no lesson is meant", () => {
  expect(run("./store.js", "solutions/9")).toEqual({
    status: 1,
    stdout: "",
    stderr: "dropout-lab: solutions/9: no lesson's name begins so\n",
  });
});

test("npm test prints its help at once", () => {
  const { status, stdout, stderr } = run("./test.js", "--help");
  expect(stdout).toMatch(
    /^npm test -- \[OPTION…\] \[FILTER…\]\n[\s\S]*from which \.venv is made\.\n$/,
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
