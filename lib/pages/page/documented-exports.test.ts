import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { documentedExports } from "./documented-exports.ts";

const checkout = fileURLToPath(new URL("../../../", import.meta.url));

describe("what a module exports, with its documentation", () => {
  const dir = mkdtempSync(join(tmpdir(), "documented-"));
  const made = join(dir, "node_modules", "made");
  afterAll(() => rmSync(dir, { recursive: true }));
  mkdirSync(made, { recursive: true });
  writeFileSync(join(made, "package.json"), '{ "name": "made", "main": "index.js" }');
  writeFileSync(join(made, "index.js"), "");
  writeFileSync(
    join(made, "index.d.ts"),
    'export { plain, inner as outer, Kept, type Gone } from "./a.ts";\nexport type { Other } from "./a.ts";\n',
  );
  writeFileSync(
    join(made, "a.d.ts"),
    [
      "/** Of another. */",
      "export declare function plainly(): void;",
      "/**",
      " * Takes p, e.g. 0.4, and",
      " * more. Second sentence.",
      " *",
      " * @example `x`",
      " */",
      "export declare function plain<V extends (x: Map<string, number>) => void>(v: V, { p, q }?: {",
      "    p?: number;",
      "}): Map<string, V>;",
      "export declare const inner: number;",
      "/** A kind */",
      "export declare abstract class Kept extends Other {",
      "    x: number;",
      "}",
      "export interface Gone {}",
    ].join("\n"),
  );

  test("is found by name, and types are not", () => {
    expect(documentedExports("made", dir)).toEqual({
      plain: [
        "plain(v: V, { p, q }?: { p?: number; }): Map<string, V>",
        "Takes p, e.g. 0.4, and more.",
      ],
      outer: ["const inner", ""],
      Kept: ["class Kept", "A kind"],
    });
  });

  test("is nothing where there are no declarations, and no module", () => {
    expect(documentedExports("no-such-module", dir)).toEqual({});
    expect(documentedExports("node:fs", dir)).toEqual({});
  });

  test.each(["random", "tensor", "nn", "stats", "plot"])(
    "is all of dropout-lab/%s",
    async (room) => {
      const found = documentedExports(`dropout-lab/${room}`, checkout);
      const exported: object = await import(`../../library/dist/${room}/index.js`);
      const constants = Object.keys(exported).filter((name) => found[name] === undefined);
      expect(constants).toEqual(
        room === "nn" ? ["functional"] : room === "tensor" ? ["linalg"] : [],
      );
      for (const [signature, summary] of Object.values(found)) {
        expect(summary, signature).toMatch(/^.{5,300}$/);
        expect(signature.length).toBeLessThan(160);
      }
    },
  );
});
