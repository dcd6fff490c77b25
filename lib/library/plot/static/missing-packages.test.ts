import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const INSTALL = "npm install plotly.js-dist jsdom @resvg/resvg-js @expo-google-fonts/open-sans";

// A place in which the library is installed and none of the packages that pictures need.
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "no-pictures-"));
  const build = fileURLToPath(new URL("../../dist", import.meta.url));
  for (const room of ["display", "plot", "stats"]) {
    cpSync(join(build, room), join(folder, room), { recursive: true });
  }
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a program there prints: one that has a figure. */
function run(program: string): { status: number | null; stdout: string; stderr: string } {
  const room = (name: string) => pathToFileURL(join(folder, name, "index.js"));
  const source = `
    import { displaySymbol } from "${room("display")}";
    import { maskStrip } from "${room("plot")}";
    const figure = maskStrip([1, 0, 1], { title: "Two are kept" });
    ${program}`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", source],
    { cwd: folder, encoding: "utf8", timeout: 50_000 },
  );
  return { status, stdout, stderr };
}

it("shows figures without pictures, and says once what to install", () => {
  const program = `
    for (let time = 0; time < 2; time++) {
      const bundle = await figure[displaySymbol]();
      console.log(Object.keys(bundle).join(), bundle["text/plain"]);
    }`;
  const shown =
    "application/vnd.plotly.v1+json,text/plain Squares for 3 neurons: Two are kept (2 kept, 1 dropped).\n";
  expect(run(program)).toEqual({
    status: 0,
    stdout: shown + shown,
    stderr: `picture: the packages that draw the stored picture of a figure must be installed, got no plotly.js-dist, no jsdom, no @resvg/resvg-js, no @expo-google-fonts/open-sans; run ${INSTALL}\n`,
  });
});

it("names only what is missing when a picture is asked for", () => {
  const jsdom = join(folder, "node_modules", "jsdom");
  mkdirSync(jsdom, { recursive: true });
  writeFileSync(join(jsdom, "index.js"), "");
  const program = `await figure.toPng().catch(({ message }) => console.log(message));`;
  const { stdout } = run(program);
  expect(stdout).toBe(
    `picture: the packages that draw the stored picture of a figure must be installed, got no plotly.js-dist, no @resvg/resvg-js, no @expo-google-fonts/open-sans; run ${INSTALL}\n`,
  );
  rmSync(jsdom, { recursive: true });
});

it("warms nothing up in a kernel, and says nothing of it", () => {
  const program = `
    globalThis.jupyter = {};
    const { warmUpInKernel } = await import("${pathToFileURL(join(folder, "plot"))}/warm-up.js");
    warmUpInKernel();
    setTimeout(() => console.log("alive"), 500);`;
  expect(run(program)).toEqual({ status: 0, stdout: "alive\n", stderr: "" });
});
