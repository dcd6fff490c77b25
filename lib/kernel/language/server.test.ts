import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { languageServerExecutable } from "./executable.ts";
import { LanguageServer } from "./server.ts";
import { Session } from "./session.ts";

/** A folder with an executable that stands for the server's, and a file that it writes to. */
function setUp(script: (log: string) => string) {
  const directory = mkdtempSync(join(tmpdir(), "server-"));
  const [executable, log] = [join(directory, "server"), join(directory, "log")];
  writeFileSync(executable, `#!/bin/sh\n${script(log)}\n`);
  chmodSync(executable, 0o755);
  return { directory, executable, log };
}

test("it answers and asks, and writes nothing else", async () => {
  const real = await languageServerExecutable();
  const { directory, executable, log } = setUp((log) => `"${real}" "$@" | tee "${log}"`);
  const server = await LanguageServer.start({ executable, directory, onDeath: () => {} });
  onTestFinished(async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  const file = join(directory, "a.ts");
  for (let round = 0; round < 20; round++) {
    server.write(file, `const a: number = "${round}";`);
    await server.ask("diagnostic", file);
  }
  const notifications = readFileSync(log, "utf8").match(/"jsonrpc":"2\.0","method":"[^"]+"/g);
  expect(notifications).toBeNull();
});

test("what a long session leaves behind in its memory is collected", async () => {
  const real = await languageServerExecutable();
  const { directory, executable, log } = setUp((log) => `tee "${log}" | "${real}" "$@"`);
  const notices: string[] = [];
  const session = new Session({
    executable,
    directory,
    timeout: 30_000,
    bootstrap: new Map(),
    onNotice: (sentence) => notices.push(sentence),
  });
  await session.launch();
  onTestFinished(async () => {
    await session.dispose();
    rmSync(directory, { recursive: true, force: true });
  });
  for (let job = 0; job < 130; job++) {
    session.write("a.ts", `export const a = ${job};`);
    await session.run("check", undefined, (server) =>
      server.ask("diagnostic", session.path("a.ts")),
    );
  }
  expect(readFileSync(log, "utf8").match(/"custom\/runGC"/g)).toHaveLength(2);
  // The server knows the request, and still answers.
  await session.run("collect", undefined, (server) => server.request("custom/runGC"));
  expect(notices).toEqual([]);
});
