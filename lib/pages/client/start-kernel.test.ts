import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { KernelDiedError, startKernel } from "./index.ts";
import { fakeKernel, unwelcomingKernel } from "./testing/kernels.ts";
import { rejection } from "./testing/rejection.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "client-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe("startKernel", () => {
  test("gives the kernel a private connection file, which is gone once it answers", async () => {
    const REPORT = join(directory, "report");
    await using kernel = await startKernel(fakeKernel("report"), {
      directory,
      env: { REPORT, GIVEN: "yes" },
    });
    expect(kernel.info).toMatchObject({ implementation: "fake" });
    const report = JSON.parse(readFileSync(REPORT, "utf8"));
    expect(report).toMatchObject({
      directory: expect.stringContaining(directory),
      mode: 0o600,
      GIVEN: "yes",
      JPY_PARENT_PID: `${process.pid}`,
    });
    expect(existsSync(report.file)).toBe(false);
  });

  test.each(["", "/no/such/folder"])("does without a runtime folder: %j", async (named) => {
    vi.stubEnv("XDG_RUNTIME_DIR", named);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    await using kernel = await startKernel(fakeKernel(), { directory });
    expect(kernel.info).toMatchObject({ implementation: "fake" });
  });

  test("says how a kernel ended that does not come up, and what it wrote", async () => {
    const REPORT = join(directory, "report");
    const error = await rejection(startKernel(fakeKernel("report", "dies"), { env: { REPORT } }));
    expect(error).toBeInstanceOf(KernelDiedError);
    expect(error).toMatchObject({
      message: "Fake: must stay alive, got exit code 3; the last it wrote:\ncannot start",
    });
    expect(existsSync(JSON.parse(readFileSync(REPORT, "utf8")).file)).toBe(false);
  });

  test("names the program that is not there", async () => {
    const spec = { ...fakeKernel(), argv: ["/no/such/program"] };
    expect(await rejection(startKernel(spec))).toMatchObject({
      message: "Fake: must stay alive, got ENOENT for the program /no/such/program",
    });
  });

  test("names the folder that is not there, and leaves no listener", async () => {
    const count = () =>
      ["SIGINT", "SIGTERM", "SIGHUP", "exit"].map((name) => process.listenerCount(name));
    const before = count();
    const nowhere = join(directory, "nowhere");
    expect(await rejection(startKernel(fakeKernel(), { directory: nowhere }))).toMatchObject({
      message: `Fake: must stay alive, got ENOENT for the folder to run in, ${nowhere}`,
    });
    expect(count()).toEqual(before);
  });

  test("leaves no listener where the connection file cannot be written or nothing be started", async () => {
    const count = () =>
      ["SIGINT", "SIGTERM", "SIGHUP", "exit"].map((name) => process.listenerCount(name));
    const before = count();
    await rejection(startKernel({ ...fakeKernel(), argv: [] }));
    expect(count()).toEqual(before);
    const file = join(directory, "file");
    writeFileSync(file, "");
    vi.stubEnv("XDG_RUNTIME_DIR", file);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    await rejection(startKernel(fakeKernel(), { directory }));
    expect(count()).toEqual(before);
  });

  test.each([
    ["", []],
    [", also if the kernel does not end of it", ["stays"]],
  ])("chooses other ports when another process took one in between%s", async (_, flags) => {
    const env = { REPORT: join(directory, "tried") };
    await using kernel = await startKernel(fakeKernel("taken", ...flags), { env });
    expect(kernel.info).toMatchObject({ implementation: "fake" });
  });

  test("leaves a kernel alone whose Node only has no port for its inspector", async () => {
    await using kernel = await startKernel(fakeKernel("inspected"));
    expect(kernel.info).toMatchObject({ implementation: "fake" });
  });

  test("does not ask a kernel that is silent about being ready before it can be", async () => {
    await using kernel = await startKernel(unwelcomingKernel());
    expect(kernel.info).toMatchObject({ implementation: "unwelcoming" });
  });

  test("asks a kernel again that lost the question", async () => {
    await using kernel = await startKernel(unwelcomingKernel("forgets"));
    expect(kernel.info).toMatchObject({ implementation: "unwelcoming" });
  });

  test("gives up on a kernel that never answers, and ends it", async () => {
    const spec = {
      ...fakeKernel(),
      argv: [process.execPath, "-e", "setInterval(() => {}, 1000)", "{connection_file}"],
    };
    expect(await rejection(startKernel(spec, { timeout: 300 }))).toMatchObject({
      message: "Fake: must answer within 300 ms, got nothing",
    });
  });

  test("stops at once when it is aborted", async () => {
    const reason = new Error("stop");
    const controller = new AbortController();
    const starting = startKernel(fakeKernel(), controller);
    controller.abort(reason);
    expect(await rejection(starting)).toBe(reason);
    expect(await rejection(startKernel(fakeKernel(), controller))).toBe(reason);
  });
});
