import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const script = fileURLToPath(new URL("./start.js", import.meta.url));

/** @param {string[]} args */
function start(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: "utf8",
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

/** The kernels that a process has started. @param {number} parent */
function kernelsOf(parent) {
  const { stdout } = spawnSync("ps", ["-A", "-o", "ppid=,pid=,args="], { encoding: "utf8" });
  return stdout
    .split("\n")
    .map((line) => /^ *(\d+) +(\d+) .*bin.kernel\.js/.exec(line))
    .filter((match) => Number(match?.[1]) === parent)
    .map((match) => Number(match?.[2]));
}

/** @param {number[]} pids */
function running(pids) {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", pids.join(",")], { encoding: "utf8" });
  return stdout.split("\n").filter((stat) => stat !== "" && !stat.startsWith("Z")).length;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "start-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A checkout of links, with lessons of its own: `npm start` takes its folder from its own path. */
function checkout() {
  for (const name of [
    "data",
    "docs",
    "lib",
    "node_modules",
    "package-lock.json",
    "package.json",
    "scripts",
  ]) {
    symlinkSync(join(root, name), join(folder, name));
  }
  mkdirSync(join(folder, "notebooks"));
  write("01-good", "console.log('hoots')");
  write("02-throws", "throw new Error('on purpose')");
  writeFileSync(join(folder, "notebooks/03-text.ipynb"), "no notebook");
  symlinkSync("/no/such", join(folder, "notebooks/04-gone.ipynb"));
  return ["--preserve-symlinks", "--preserve-symlinks-main", join(folder, "scripts/start.js")];
}

/** @param {string} name @param {string} source */
function write(name, source) {
  const cell = { cell_type: "code", metadata: {}, source, outputs: [], execution_count: null };
  const metadata = { kernelspec: { name: "dropout-lab", language: "typescript" } };
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata, cells: [cell] };
  writeFileSync(join(folder, `notebooks/${name}.ipynb`), JSON.stringify(notebook));
}

describe("npm start", () => {
  test("prints its help", () => {
    const { status, stdout } = start("--help");
    expect(status).toBe(0);
    for (const option of ["--no-serve", "--port", "--force"]) expect(stdout).toContain(option);
  });

  test.each([
    [["--ports", "1"], "Unknown option '--ports'; --help names the options"],
    [["lesson.ipynb"], "Unexpected argument 'lesson.ipynb'; --help names the options"],
    [["--port", "x"], "--port: must be an integer from 0 to 65535, got x"],
    [["--port", "65536"], "--port: must be an integer from 0 to 65535, got 65536"],
    [["--port", ""], "--port: must be an integer from 0 to 65535, got nothing"],
    [["--port", "0x10"], "--port: must be an integer from 0 to 65535, got 0x10"],
    [["--port=-1"], "--port: must be an integer from 0 to 65535, got -1"],
    [["--port", "-1"], "Option '--port' argument is ambiguous; --help names the options"],
    [["--port", "80.5"], "--port: must be an integer from 0 to 65535, got 80.5"],
  ])("answers %j with one sentence", (args, sentence) => {
    expect(start(...args)).toEqual({ status: 2, stdout: "", stderr: `dropout-lab: ${sentence}\n` });
  });

  test("says that a port is taken before it runs anything", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    expect(start("--port", `${port}`)).toEqual({
      status: 1,
      stdout: "",
      stderr: `dropout-lab: port ${port}: must be free to use, got EADDRINUSE; choose another with --port N\n`,
    });
    server.close();
  });

  test.skipIf(process.platform === "win32")(
    "serves the lessons that are right, and says what is wrong with the others",
    async () => {
      const child = spawn(process.execPath, [...checkout(), "--port", "0"], {
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (data) => {
          said += data;
        });
      }
      const ended = once(child, "close");
      const address = () => /served at (\S+) until Ctrl-C/.exec(said)?.[1];
      await expect.poll(address, { timeout: 50_000 }).toBeDefined();
      expect(said).toContain("02-throws, cell [1], line 1: Error: on purpose");
      expect(said).toContain("notebooks/03-text.ipynb: must be JSON, got ");
      expect(said).toContain(
        "notebooks/04-gone.ipynb: must be a notebook file, got a link to nothing",
      );
      const page = async (/** @type {string} */ name) =>
        (await fetch(new URL(name, address()))).text();
      expect(await page("01-good.html")).toContain("hoots");
      const contents = await page("");
      expect(contents).toContain("01-good.html");
      expect(contents).toMatch(/02-throws\.html.*did not run to its end/);
      expect(contents).not.toMatch(/03-text|04-gone/);
      child.kill("SIGINT");
      expect(await ended).toEqual([1, null]);
    },
    60_000,
  );

  test.skipIf(process.platform === "win32")("leaves no process at Ctrl-C", async () => {
    const child = spawn(process.execPath, [script, "--force", "--no-serve"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const parent = child.pid ?? 0;
    let stderr = "";
    child.stderr.on("data", (data) => {
      stderr += data;
    });
    // Not before its last words have been read.
    const ended = once(child, "close");
    await expect.poll(() => kernelsOf(parent).length, { timeout: 30_000 }).toBeGreaterThan(0);
    const kernels = kernelsOf(parent);
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(stderr).toContain("dropout-lab: interrupted\n");
    await expect.poll(() => running(kernels)).toBe(0);
  });
});
