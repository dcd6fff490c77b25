import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { OwnFiles } from "../language/modules/index.ts";
import { ModuleVersions } from "./module-versions.ts";

describe("the version of a local module", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "versions-")));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const versions = new ModuleVersions(new OwnFiles(folder));

  it("changes with what it imports, in a circle too, and with nothing else", () => {
    const a = write("a.ts", "import './b'");
    const b = write("b.ts", "import './a'; import data from './c.json'");
    write("c.json", "1");
    const other = write("other.ts", "");
    const before = [a, b, other].map((path) => versions.of(path));
    write("c.json", "22");
    expect([a, b, other].map((path) => versions.of(path))).toEqual(before);
    versions.forget();
    const after = [a, b, other].map((path) => versions.of(path));
    expect(after.map((version, index) => version === before[index])).toEqual([false, false, true]);
  });

  it("changes with what is imported after a template that looks like a comment", () => {
    write("after.ts", "1");
    const path = write("f.ts", "const files = `\n/*.ts`; import './after';\n/* one */");
    const before = versions.of(path);
    write("after.ts", "22");
    versions.forget();
    expect(versions.of(path)).not.toBe(before);
  });

  it("does not change with what only a comment imports", () => {
    write("example.ts", "1");
    const path = write("d.ts", "import './c.json'; /* one */\n/**\n * import './example'\n */ 1");
    const whole = write("e.ts", "1; // two\nimport './example'");
    const before = [path, whole].map((path) => versions.of(path));
    write("example.ts", "22");
    versions.forget();
    expect(versions.of(path)).toBe(before[0]);
    expect(versions.of(whole)).not.toBe(before[1]);
  });

  it("is there for a file that is not", () => {
    expect(versions.of(join(folder, "none.ts"))).toMatch(/^[0-9a-f]{10}$/);
  });
});
