import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { publicModules } from "./public-modules.js";

test("the reference has every module that the packages export, by its source", () => {
  const modules = publicModules(fileURLToPath(new URL("../..", import.meta.url)));
  const names = modules.map(({ name }) => name);
  expect(names).toContain("dropout-lab/nn");
  expect(names).toContain("dropout-lab-kernel");
  expect(modules.filter(({ source }) => !existsSync(source))).toEqual([]);
});
