import { spawn } from "node:child_process";
import * as fs from "node:fs";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterEach, beforeEach, expect, it } from "vitest";
import { noProgress } from "./progress.ts";
import { changeProgressFile, readProgressFile } from "./progress-file.ts";
import { formatProgressFile } from "./read-progress.ts";
import { withLock } from "./with-lock.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "progress-"));
  file = join(folder, "kept.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

const unheard = (sentence: string) => {
  throw new Error(sentence);
};
const lesson = (name: string) => noProgress(name, "");

it("answers with nothing where there is no file, and writes what changes only", () => {
  expect(readProgressFile(file, unheard)).toEqual([]);
  expect(changeProgressFile(file, (lessons) => lessons, unheard)).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
  changeProgressFile(file, (lessons) => [...lessons, lesson("a")], unheard);
  expect(readProgressFile(file, unheard)).toEqual([lesson("a")]);
  expect(readdirSync(folder)).toEqual(["kept.json"]);
});

it("gives files of a newer format and damaged ones names of their own, one after the other", () => {
  const heard: string[] = [];
  const texts = ['{"format":2,"lessons":{}}', "[]", '{"format":2}', "no JSON"];
  for (const text of texts) {
    writeFileSync(file, text);
    expect(readProgressFile(file, (sentence) => heard.push(sentence))).toEqual([]);
  }
  const day = new Date().toISOString().slice(0, 10);
  const names = [`newer-${day}`, "unreadable-1", `newer-${day}-2`, "unreadable-2"];
  const found = names.map((name) => readFileSync(`${file}.${name}`, "utf8"));
  expect(found).toEqual(texts);
  expect(heard[0]).toBe(
    `The file of progress was written by a newer version and is set aside as ${file}.newer-${day} (a progress file must have format 1, got 2, which a newer version wrote); a new one is begun.`,
  );
  expect(readdirSync(folder)).toHaveLength(4);
});

it("takes over the lock of a process that was killed", () => {
  writeFileSync(`${file}.lock`, "another's");
  utimesSync(`${file}.lock`, 0, 0);
  changeProgressFile(file, () => [lesson("a")], unheard);
  expect(readdirSync(folder)).toEqual(["kept.json"]);
});

it("does not wait for ever for a lock that it may not remove", () => {
  writeFileSync(`${file}.lock`, "another user's");
  const renameSync = () => {
    throw new Error("EPERM: not permitted");
  };
  expect(() => withLock({ ...fs, renameSync }, `${file}.lock`, () => 0)).toThrow("EPERM");
});

it("writes through a link, as to a folder that is shared, and leaves the link", () => {
  const shared = join(folder, "shared");
  mkdirSync(shared);
  symlinkSync("shared/all.json", file);
  for (const name of ["a", "b"]) {
    changeProgressFile(file, (lessons) => [...lessons, lesson(name)], unheard);
  }
  expect(lstatSync(file).isSymbolicLink()).toBe(true);
  expect(readProgressFile(join(shared, "all.json"), unheard)).toEqual([lesson("a"), lesson("b")]);
  writeFileSync(file, "damaged");
  readProgressFile(file, () => {});
  expect(readdirSync(shared)).toEqual(["all.json.unreadable-1"]);
  expect(lstatSync(file).isSymbolicLink()).toBe(true);
});

it("leaves a link that leads nowhere, as to a disk that is not there", () => {
  symlinkSync("away/all.json", file);
  expect(() => changeProgressFile(file, () => [lesson("a")], unheard)).toThrow("ENOENT");
  expect([lstatSync(file).isSymbolicLink(), existsSync(join(folder, "away"))]).toEqual([
    true,
    false,
  ]);
});

it("loses no mark of four processes that write at once, and shows no half of a file", async () => {
  // A process of its own runs what is built from this folder's sources.
  const program = join(folder, "writer.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "progress-file.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: join(folder, "file.mjs"),
  });
  writeFileSync(
    program,
    `import { changeProgressFile } from ${JSON.stringify(pathToFileURL(join(folder, "file.mjs")).href)};
     const [, , path, name] = process.argv;
     for (let at = 0; at < 50; at++) {
       const lesson = { format: 1, lesson: name + at, title: "", exercises: {}, cells: {}, added: {} };
       changeProgressFile(path, (lessons) => [...lessons, lesson], (sentence) => { throw new Error(sentence); });
     }`,
  );
  writeFileSync(file, formatProgressFile([lesson("first")]));
  const writers = ["a", "b", "c", "d"].map((name) =>
    spawn(process.execPath, [program, file, name]),
  );
  const ends = Promise.all(
    writers.map((writer) => new Promise((resolve) => writer.on("exit", resolve))),
  );
  let isRunning = true;
  void ends.then(() => {
    isRunning = false;
  });
  let reads = 0;
  while (isRunning) {
    expect(JSON.parse(readFileSync(file, "utf8")).format).toBe(1);
    reads++;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(await ends).toEqual([0, 0, 0, 0]);
  expect(reads).toBeGreaterThan(10);
  expect(readProgressFile(file, unheard)).toHaveLength(201);
  const kept = readdirSync(folder).filter((name) => name.startsWith("kept"));
  expect(kept).toEqual(["kept.json"]);
});
