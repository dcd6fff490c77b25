import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dataDirs, userDataDir } from "./install/jupyter-paths.ts";

const BIN = fileURLToPath(new URL("./bin/dropout-lab-kernel.js", import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "command-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    JUPYTER_DATA_DIR: join(folder, "data"),
    JUPYTER_PATH: join(folder, "env", "share", "jupyter"),
  };
  return spawnSync(process.execPath, [BIN, ...args], {
    encoding: "utf8",
    env,
    timeout: 10_000,
  });
};

/** What JupyterLab loads of an extension. */
function loaded(extension: string): string[] {
  const { jupyterlab } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
  return [jupyterlab._build.load.replace("static/", "")];
}

describe("dropout-lab-kernel", () => {
  it("installs for the user, lists and uninstalls", () => {
    expect(run("install").status).toBe(0);
    const kernels = join(folder, "data", "kernels");
    expect(readdirSync(kernels)).toEqual(["dropout-lab"]);
    expect(readdirSync(join(kernels, "dropout-lab")).sort()).toEqual([
      "kernel.json",
      "logo-32x32.png",
      "logo-64x64.png",
      "logo-svg.svg",
    ]);
    const spec = JSON.parse(readFileSync(join(kernels, "dropout-lab", "kernel.json"), "utf8"));
    expect(spec).toMatchObject({
      display_name: "TypeScript (dropout-lab)",
      language: "typescript",
      interrupt_mode: "message",
    });
    expect(spec.argv[0]).toBe(process.execPath);
    expect(run("list").stdout).toContain("dropout-lab  TypeScript (dropout-lab)  ");
    const extension = join(folder, "data", "labextensions", "dropout-lab");
    expect(readdirSync(join(extension, "static"))).toEqual(
      expect.arrayContaining(loaded(extension)),
    );
    expect(run("uninstall")).toMatchObject({
      status: 0,
      stdout: `Removed ${join(kernels, "dropout-lab")}\nRemoved ${extension}\n`,
    });
    expect(readdirSync(kernels)).toEqual([]);
    expect(readdirSync(join(folder, "data", "labextensions"))).toEqual([]);
    expect(run("uninstall")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("nothing is installed in"),
    });
  });

  it("installs under a prefix, over what is there, which never goes away meanwhile", () => {
    const kernels = join(folder, "env", "share", "jupyter", "kernels");
    const installed = Array.from({ length: 2 }, () => {
      expect(run("install", "--prefix", join(folder, "env")).status).toBe(0);
      return statSync(join(kernels, "dropout-lab")).ino;
    });
    expect(installed[1]).toBe(installed[0]);
    expect(readdirSync(kernels)).toEqual(["dropout-lab"]);
    expect(readdirSync(join(kernels, "dropout-lab"))).toHaveLength(4);
  });

  it("keeps the settings that somebody has written into the kernelspec", () => {
    const prefix = join(folder, "settings");
    const path = join(prefix, "share/jupyter/kernels/dropout-lab/kernel.json");
    expect(run("install", "--prefix", prefix).status).toBe(0);
    const env = { DROPOUT_LAB_TYPES: "warn" };
    const spec = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...spec, display_name: "old", env }));
    expect(run("install", "--prefix", prefix).status).toBe(0);
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({ ...spec, env });
  });

  it("replaces the scripts of an earlier version of its JupyterLab extension", () => {
    const extension = join(folder, "env/share/jupyter/labextensions/dropout-lab");
    mkdirSync(join(extension, "static"), { recursive: true });
    writeFileSync(join(extension, "static", "main.0123456789abcdef.js"), "");
    for (const _ of ["over the earlier one", "over itself"]) {
      expect(run("install", "--prefix", join(folder, "env")).status).toBe(0);
      const names = readdirSync(join(extension, "static")).sort();
      expect(names.map((name) => name.replace(/[0-9a-f]{16}/, "HASH"))).toEqual([
        "main.HASH.js",
        "plotly.HASH.js",
        "remoteEntry.HASH.js",
      ]);
      expect(names).not.toContain("main.0123456789abcdef.js");
      expect(names).toEqual(expect.arrayContaining(loaded(extension)));
      expect(readdirSync(extension).sort()).toEqual(["package.json", "static"]);
    }
  });

  it.each([
    ["kernels", "a link that leads nowhere", (path: string) => symlinkSync(`${path}-gone`, path)],
    ["kernels", "a link to a folder", (path: string) => symlinkSync(tmpdir(), path)],
    ["kernels", "a file", (path: string) => writeFileSync(path, "")],
    ["labextensions", "a link that leads nowhere", (path: string) => symlinkSync("gone", path)],
  ])("removes from %s %s in its place, and only that", (kind, _, place) => {
    const path = join(folder, "data", kind, "dropout-lab");
    mkdirSync(join(folder, "data", kind), { recursive: true });
    place(path);
    expect(run("uninstall")).toMatchObject({ status: 0, stdout: `Removed ${path}\n` });
    expect(readdirSync(join(folder, "data", kind))).toEqual([]);
    expect(existsSync(tmpdir())).toBe(true);
  });

  it("installs in the place of a link, and leaves alone what it led to", () => {
    const kernels = join(folder, "env", "share", "jupyter", "kernels");
    mkdirSync(kernels, { recursive: true });
    symlinkSync(folder, join(kernels, "dropout-lab"));
    expect(run("install", "--prefix", join(folder, "env")).status).toBe(0);
    expect(existsSync(join(folder, "kernel.json"))).toBe(false);
    expect(readdirSync(join(kernels, "dropout-lab"))).toContain("kernel.json");
  });

  it("lists what is where an option says, and only that", () => {
    const env = join(folder, "env");
    expect(run("install", "--prefix", env).status).toBe(0);
    const found = `dropout-lab  TypeScript (dropout-lab)  ${env}/share/jupyter/kernels/dropout-lab\n`;
    expect(run("list").stdout).toContain(found);
    expect(run("list", "--prefix", env).stdout).toBe(found);
    writeFileSync(join(folder, "file"), "");
    for (const nothing of [["--user"], ["--prefix", join(folder, "file")]]) {
      expect(run("list", ...nothing).stdout).toBe("No kernels found.\n");
    }
  });

  it.skipIf(process.platform !== "linux").each([
    ["/dev/null", "a file on the way to it"],
    // Where Node itself would try for ever.
    ["/proc/nope", "ENOENT"],
  ])("says in one sentence that %s cannot be written to", (prefix, got) => {
    expect(run("install", "--prefix", prefix)).toMatchObject({
      status: 1,
      stderr: `dropout-lab-kernel: install: ${prefix}/share/jupyter must be a folder that can be written to, got ${got}\n`,
    });
  });

  it.each([
    [[], 2, "dropout-lab-kernel: must be followed by install, uninstall or list, got nothing"],
    [["dance"], 2, "must be followed by install, uninstall or list, got dance"],
    [["install", "--user", "--prefix", "x"], 2, "got both"],
    [["install", "--nope"], 2, "dropout-lab-kernel: Unknown option '--nope'\n\nusage"],
    [["install", "--prefix"], 2, "Option '--prefix <value>' argument missing\n\nusage"],
    [["install", "--prefix", ""], 2, "--prefix: must be a folder, got nothing"],
    [
      ["install", "extra"],
      2,
      "install: must be followed by options only, such as --prefix DIR, got extra\n\nusage",
    ],
  ])("refuses %j", (args, status, reason) => {
    const done = run(...args);
    expect(done.stderr).toContain(reason);
    expect(done.status).toBe(status);
  });
});

describe("Jupyter's folders", () => {
  it("are those of jupyter_core", () => {
    expect(userDataDir({ HOME: "/h" }, "linux")).toBe("/h/.local/share/jupyter");
    expect(userDataDir({ HOME: "/h", XDG_DATA_HOME: "/x" }, "linux")).toBe("/x/jupyter");
    expect(userDataDir({ HOME: "/h" }, "darwin")).toBe("/h/Library/Jupyter");
    expect(userDataDir({ JUPYTER_DATA_DIR: "/j" }, "linux")).toBe("/j");
    expect(dataDirs({ HOME: "/h", JUPYTER_PATH: "/a:/b" }, "linux").slice(0, 3)).toEqual([
      "/a",
      "/b",
      "/h/.local/share/jupyter",
    ]);
  });
});
