import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { installed } from "./python/environment.js";

const script = fileURLToPath(new URL("./bench.js", import.meta.url));

// Windows has no groups of processes that Ctrl-C reaches.
test
  .skipIf(!installed("jupyter") || process.platform === "win32")
  .each([["conformance", "--only", "protocol"], ["kernel"]])(
  "Ctrl-C ends npm run bench -- %s, which leaves no file and no kernel",
  async (...args) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "bench-")));
    const bench = spawn(process.execPath, [script, ...args], {
      detached: true,
      env: { ...process.env, TMPDIR: folder },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const said = text(bench.stderr);
    const hasBegun = () => expect(readdirSync(folder).join(" ")).toContain("conformance-");
    await vi.waitFor(hasBegun, { timeout: 30_000, interval: 50 });
    process.kill(-Number(bench.pid), "SIGINT");
    // Not before all who write to its standard error have ended.
    await once(bench, "close");
    expect(await said).toMatch(/^[^\n]*\n$/);
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  },
);
