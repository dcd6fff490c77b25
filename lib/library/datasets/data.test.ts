import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { diabetes, digits, PAGE_DATA, readData, torchRecording } from "./index.ts";

const folder = new URL("../../../data/", import.meta.url);

test("the digits are 1,797 images with their labels", () => {
  const { images, labels } = digits();
  expect(images.shape).toEqual([1797, 64]);
  expect([images.min().item(), images.max().item()]).toEqual([0, 16]);
  expect(images.at(0).reshape([8, 8]).at(0).tolist()).toEqual([0, 0, 5, 13, 9, 1, 0, 0]);
  expect(labels.slice(0, 12).tolist()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
  // As sklearn counts them.
  const counts = Array.from({ length: 10 }, (_, digit) => labels.eq(digit).sum().item());
  expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
});

test("every file of data/ is in its table, with its hash", () => {
  const table = readFileSync(new URL("README.md", folder), "utf8");
  const files = readdirSync(folder).filter((name) => /\.(json|gz)$/.test(name));
  expect(files.length).toBeGreaterThan(4);
  for (const name of files) {
    const hash = createHash("sha256")
      .update(readFileSync(new URL(name, folder)))
      .digest("hex");
    const row = table.split("\n").find((line) => line.startsWith(`| \`${name}\``));
    expect(row, `data/README.md: the row of ${name}`).toContain(hash);
  }
});

test("a page can hold the files in a map", () => {
  const host = globalThis as { [key: symbol]: unknown };
  host[PAGE_DATA] = new Map([["torch-article.json", new TextEncoder().encode('{"seed":1}')]]);
  try {
    expect(torchRecording("article").seed).toBe(1);
  } finally {
    delete host[PAGE_DATA];
  }
  expect(torchRecording("article").seed).toBe(15172);
});

test("a file that is not there is named", () => {
  expect(() => readData("nothing.json")).toThrow("got nothing.json");
});

test("the diabetes data are 442 patients with ten numbers each", () => {
  const { x, y, features } = diabetes();
  expect([x.length, y.length, features.length]).toEqual([442, 442, 10]);
  expect(x.every((row) => row.length === 10 && row.every(Number.isFinite))).toBe(true);
  expect(x[1]).toEqual([48, 1, 21.6, 87, 183, 103.2, 70, 3, 3.8918, 69]);
  // As numpy adds them up.
  expect(y.reduce((sum, value) => sum + value)).toBe(67_243);
});
