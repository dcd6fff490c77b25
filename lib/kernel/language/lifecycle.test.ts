import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { declarations, type Notebook, openNotebook } from "./testing/notebook.ts";

let notebook: Notebook | undefined;
afterEach(async () => {
  await notebook?.close();
  notebook = undefined;
});

/** Is there a process of this id that still runs? One that only waits to be reaped does not. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

async function open(options: Parameters<typeof openNotebook>[1] = {}): Promise<[Notebook, number]> {
  notebook = await openNotebook({}, options);
  const { pid } = notebook.service;
  if (pid === undefined) throw new Error("test: the server must run");
  return [notebook, pid];
}

test("nothing is left after dispose, and requests are answered with nothing", async () => {
  const [{ service }, pid] = await open();
  const pending = service.check("const a: number = 'x';");
  await service.dispose();
  expect(isRunning(pid)).toBe(false);
  expect(await pending).toEqual([]);
  expect(await service.check("const a: number = 'x';")).toEqual([]);
  expect(await service.inspect("Math", 1)).toBeUndefined();
  expect((await service.complete("Mat", 3)).items).toEqual([]);
  expect(service.pid).toBeUndefined();
});

test("a server that is killed during a request answers it with nothing, and comes back", async () => {
  const [{ service, notices, publish, errors }, pid] = await open();
  publish("class K { v = 1 } let n = 1; const both = new K();", "class:K let:n const:both");
  expect(await errors("both.nope;")).toHaveLength(1);
  const pending = [service.check("both.nope;"), service.check("n.nope;")];
  process.kill(pid, "SIGKILL");
  // The one that was under way is lost, those behind it wait for the new server.
  expect((await Promise.all(pending)).flat().length).toBeLessThanOrEqual(2);
  expect(await errors("both.nope; n.nope; new K().v.toFixed();")).toHaveLength(2);
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatch(/started again/);
  expect(service.pid).not.toBe(pid);
});

test("a server that keeps dying is given up, and says so", async () => {
  const [{ service, notices }] = await open();
  for (let death = 0; death < 6; death++) {
    const { pid } = service;
    if (pid === undefined) throw new Error("test: the server must run");
    process.kill(pid, "SIGKILL");
    await vi.waitUntil(() => service.pid !== pid, { timeout: 10_000 });
    await service.check("1;");
  }
  expect(notices.at(-1)).toMatch(/unchecked from now on/);
  expect(await service.check("const a: number = 'x';")).toEqual([]);
});

test("a server that hangs is stopped and started again", async () => {
  const [{ service, notices, errors }, pid] = await open({ timeout: 6_000 });
  await service.check("1;");
  process.kill(pid, "SIGSTOP");
  // On a busy machine its threads go on until one of them has taken the signal.
  const state = () => execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  await vi.waitUntil(() => state().startsWith("T"), { timeout: 10_000 });
  expect(await service.check("const a: number = 'x';")).toEqual([]);
  expect(notices[0]).toMatch(/too long/);
  await vi.waitUntil(() => service.pid !== undefined && service.pid !== pid, { timeout: 10_000 });
  expect(await errors("const a: number = 'x';")).toHaveLength(1);
});

test("an import that is not found installs nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "npm-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const called = join(folder, "called");
  writeFileSync(join(folder, "npm"), `#!/bin/sh\necho "$@" >> ${called}\nexit 1\n`);
  chmodSync(join(folder, "npm"), 0o755);
  vi.stubEnv("PATH", `${folder}:${process.env.PATH}`);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const [{ errors, write }] = await open();
  write("package.json", '{ "dependencies": { "lodash": "*" } }');
  write("node_modules/lodash/package.json", '{ "name": "lodash", "main": "i.js" }');
  write("node_modules/lodash/i.js", "");
  for (let round = 0; round < 100; round++) {
    await errors(`import l from "lodash"; import m from "left-pad"; l; m; ${round};`);
  }
  expect(existsSync(called)).toBe(false);
});

// Built, since Node runs no TypeScript by itself everywhere.
const HOST = `
import { LanguageService } from "${new URL("../dist/language/index.js", import.meta.url)}";
const service = await LanguageService.start({ directory: process.cwd() });
const errors = await service.check("const a: number = 'x';");
console.log(JSON.stringify({ pid: service.pid, errors: errors.length }));
setInterval(() => {}, 1000);
`;
const HERE = fileURLToPath(new URL(".", import.meta.url));

test("the server ends when its host is killed", async () => {
  const host = spawn(process.execPath, ["--input-type=module", "-e", HOST], {
    cwd: HERE,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(host.stdout), "line");
  const { pid, errors } = JSON.parse(String(line));
  expect(errors).toBe(1);
  expect(isRunning(pid)).toBe(true);
  host.kill("SIGKILL");
  await vi.waitUntil(() => !isRunning(pid), { timeout: 10_000 });
});

test("it runs in a worker, and ends with it", async () => {
  const source = HOST.replace(
    /console\.log\((.*)\);/,
    "(await import('node:worker_threads')).parentPort.postMessage($1);",
  );
  const url = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  const worker = new Worker(url);
  const [message] = await once(worker, "message");
  const { pid, errors } = JSON.parse(message);
  expect(errors).toBe(1);
  await worker.terminate();
  await vi.waitUntil(() => !isRunning(pid), { timeout: 10_000 });
});

test("a request under way when it is published sees the cells before it only", async () => {
  const [{ service, publish, errors }] = await open();
  const before = errors("later;");
  publish("const later = 1;", "const:later");
  const after = errors("later;");
  expect(await before).toHaveLength(1);
  expect(await after).toEqual([]);
  service.publish(
    "const unchecked = 1; const later = 'x';",
    declarations("const:unchecked const:later"),
  );
  expect(await errors("unchecked.toFixed(); later.length;")).toEqual([]);
});
