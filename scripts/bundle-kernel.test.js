import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test.each(["host/host.js", "protocol/worker.js"])(
  "the kernel's thread of %s starts from few files",
  (entry) => {
    const built = new URL(`../lib/kernel/dist/${entry}`, import.meta.url);
    const imported = [
      ...readFileSync(built, "utf8").matchAll(/^(?:import .*|\}) from "(\.[^"]+)";$/gm),
    ];
    expect(
      imported.map(([, path = ""]) => path).filter((path) => !/\/chunk-\w+\.js$/.test(path)),
    ).toEqual([]);
    expect(imported.length).toBeLessThan(6);
  },
);
