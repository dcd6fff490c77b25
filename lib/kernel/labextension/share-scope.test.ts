import { expect, it } from "vitest";
import { takeShared } from "./share-scope.ts";

const version = (name: string, loaded?: boolean) => ({ get: async () => () => name, loaded });

it("takes the copy that is in use, and else the newest one", async () => {
  const scope = {
    used: { "2.0.0": version("new"), "1.9.0": version("used", true) },
    unused: { "1.9.0": version("nine"), "1.10.0": version("ten") },
  };
  expect(await takeShared(scope, "used")).toBe("used");
  expect(await takeShared(scope, "unused")).toBe("ten");
  expect(scope.unused["1.10.0"]?.loaded).toBe(true);
});

it("names a package that JupyterLab does not share", async () => {
  await expect(takeShared({ other: {} }, "@lumino/widgets")).rejects.toThrow(
    "dropout-lab: JupyterLab must share @lumino/widgets, got other",
  );
});
