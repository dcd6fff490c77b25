import { expect, test } from "vitest";
import { CellCompiler } from "./cell-compiler.ts";
import { CellSyntaxError } from "./cell-syntax-error.ts";
import { completeness } from "./completeness.ts";
import { blankShellLines, callShell, findShellLines } from "./shell-lines.ts";

const session = new Set(["flag", "date", "process"]);
const find = (source: string) => findShellLines(source, (name) => session.has(name));
const commands = (source: string) => find(source).map(({ command }) => command);

test.each([
  "ls",
  "ls -la",
  "ls *",
  "ls /tmp/",
  "npm install x",
  'echo "a; b" | wc -c',
  "node --version",
  "pwd;",
  "./run.sh 2>&1",
  "~/bin/x",
  "(cd x && ls)",
  "echo `date`",
  "echo `",
  "echo 'it",
  "exit 3",
  "date +%Y",
  "flag more",
  "import picture.png",
  "undeclared && flag",
])("takes !%s for a command, in any company", (command) => {
  expect(commands(`!${command}`)).toEqual([command]);
  expect(commands(`  !${command}\n`)).toEqual([command]);
  expect(commands(`const a = 1\n!${command}\nconst b = a + 1\n!pwd\nb`)).toEqual([command, "pwd"]);
  expect(commands(`!npm install x\r\n!${command}\r\nlet b`)).toEqual(["npm install x", command]);
});

test.each([
  "!flag",
  "!flag && other()",
  "!date",
  "!flag(\n  1,\n)",
  "!process.env.X",
  "!(1 > 2)",
  "!!ls",
  "![1]",
  "!0",
  "!true",
  "!this",
  "!await go()",
  "!function () {\n  !ls\n}()",
  "!flag\n  && other",
  "let here = 1\n!here",
  "!later()\nfunction later() {}",
  "import { x as y } from 'z'\n!y",
  "`\n!ls\n`",
  "`$" + "{1}\n!ls -la\n`",
  "/*\n!ls\n*/",
  "// !ls",
  "if (flag) {\n  !ls\n}",
  "const f = () => {\n!npm install x\n}",
  "foo(\n!ls\n)",
  "const x =\n!ls",
  "a\n!= b",
  "f(); !ls",
  "!",
  "!flag(",
  "const a = [\n!ls",
])("takes %j for TypeScript", (source) => {
  expect(commands(source)).toEqual([]);
});

test("reads a command to the end of its line, and on behind a backslash", () => {
  const source = "!echo a \\\n  b\\\\c \\\n  d\n!ls";
  expect(commands(source)).toEqual(["echo a   b\\\\c   d", "ls"]);
  expect(callShell(source, find(source), "run")).toBe(
    'await run("echo a   b\\\\\\\\c   d");\n\n\nawait run("ls");',
  );
});

test("leaves every place where it was when commands are blanked", () => {
  const source = "const a = 1\n  !ls -la\n(a)\r\n!pwd\r\na";
  expect(blankShellLines(source, find(source))).toBe("const a = 1\n  ;      \n(a)\r\n;   \r\na");
});

test("compiles commands to calls, one after the other, and keeps the places of the rest", async () => {
  const compiler = new CellCompiler({ globals: [], helpers: { shell: "run" } });
  const source = "!echo a \\\n  b\nconst x = 1\n!ls\nx";
  const shellLines = compiler.shellLines(source);
  const cell = await compiler.compile(source, { url: "c", shellLines });
  expect(cell.code).toContain('await run("echo a   b");\n\n');
  expect(cell).toMatchObject({ source, hasAwait: true, hasValue: true });
  expect(cell.declarations).toMatchObject([{ name: "x", line: 3, column: 7 }]);
  const line = cell.code.split("\n").findIndex((text) => text.startsWith("x"));
  expect(cell.trace({ line: line + 1, column: 1 })).toEqual({ line: 5, column: 1 });
});

test("knows the names of the session's cells", async () => {
  const compiler = new CellCompiler({ globals: ["process"] });
  expect(compiler.shellLines("!date")).toHaveLength(1);
  expect(compiler.shellLines("!process")).toHaveLength(0);
  compiler.commit(await compiler.compile("const date = 1", { url: "c" }));
  expect(compiler.shellLines("!date")).toHaveLength(0);
});

test("shows a syntax error in the cell's own lines", async () => {
  const compiler = new CellCompiler({ globals: [] });
  const source = "!npm install x\nconst = 1";
  const shellLines = compiler.shellLines(source);
  const error = await compiler.compile(source, { url: "c", shellLines }).catch((e) => e);
  expect(error).toBeInstanceOf(CellSyntaxError);
  expect(error).toMatchObject({ line: 2, column: 7, frame: "2 | const = 1\n  |       ^" });
});

test.each([
  ["!ls", { status: "complete" }],
  ["!echo 'it", { status: "complete" }],
  ["!ls \\", { status: "incomplete", indent: "" }],
  ["!ls \\\n", { status: "incomplete", indent: "" }],
  ["!ls\nfunction f() {", { status: "incomplete", indent: "  " }],
  ["!ls\nconst a = 1", { status: "complete" }],
])("tells whether %j is complete", (source, wanted) => {
  expect(completeness(source, { shellLines: find(source) })).toEqual(wanted);
});
