import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MessageChannel } from "node:worker_threads";
import { afterAll, expect, it } from "vitest";
import { LoadedModules } from "../modules/loaded-modules.ts";
import { Tracebacks } from "./traceback.ts";

const folder = mkdtempSync(join(tmpdir(), "traceback-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The lines of an error that was thrown in a file, and seen from a notebook in the folder. */
function linesOf(file: string): string[] {
  const { port1 } = new MessageChannel();
  const error = {
    name: "RangeError",
    message: "dropout: p must be from 0 to 1, got 2",
    frames: [`    at boom (${pathToFileURL(file).href}:2:9)`],
  };
  const lines = new Tracebacks(new LoadedModules(port1), folder).render(error).traceback.slice(1);
  port1.close();
  return lines;
}

it("leaves out the frames of the lesson library, and of nothing that only looks like it", () => {
  const library = join(folder, "node_modules/dropout-lab");
  const own = join(folder, "lib/library/dist/u.js");
  const frame = `    at boom (${own}, line 2, column 9)`;
  expect(linesOf(own)).toEqual([frame]);
  mkdirSync(library, { recursive: true });
  writeFileSync(join(library, "package.json"), "{}");
  expect(linesOf(join(library, "dist/nn/dropout.js"))).toEqual([]);
  expect(linesOf(join(library, "other/nn/dropout.js"))).toHaveLength(1);
  expect(linesOf(own)).toEqual([frame]);
});
