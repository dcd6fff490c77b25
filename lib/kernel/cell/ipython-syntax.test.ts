import { expect, test } from "vitest";
import { CellCompiler } from "./cell-compiler.ts";
import { completeness } from "./completeness.ts";

const compiler = new CellCompiler({ globals: ["process"] });
const compile = (source: string) =>
  compiler.compile(source, { url: "c", shellLines: compiler.shellLines(source) });
const errorOf = (source: string) =>
  compile(source).then(
    () => undefined,
    ({ message, line, column }) => ({ message, line, column }),
  );

test.each([
  ["%pip install d3", "`!npm install d3`"],
  ["%conda install d3", "`!npm install NAME`"],
  ["%time f()", "`console.time("],
  ["%timeit f()", "`console.timeEnd("],
  ["%%html\n<b>x</b>", 'jupyter.display({ "text/html"'],
  ["%%javascript\nalert(1)", "without a page's `document`"],
  ["%%bash\nls `pwd`\necho 'x", "`!ls -la`"],
  ["%matplotlib inline", "show themselves"],
  ["%load_ext autoreload", "import a package"],
  ["%autoreload 2", "are read again"],
  ["%cd ..", '`process.chdir("..")`'],
  ["%env A=1", '`process.env.A = "1"`'],
  ["%env", "`process.env`"],
  ["%run helper.ts", '`await import("./helper.ts")`'],
  ["%who", "press Tab"],
  ["%lsmagic", "begin a line with `!`"],
  ["%%writefile a.txt\nhello there", 'writeFileSync("a.txt", text)'],
  ["%debug", "shows its line"],
  ["%toString", "a cell holds TypeScript"],
  ["%%nosuch x", "a cell holds TypeScript"],
])("answers %j with one sentence that names the way here", async (source, way) => {
  const error = await errorOf(source);
  const [magic] = source.split(/\s/);
  expect(error?.message).toContain(`\`${magic}\` is a magic of IPython's; here `);
  expect(error?.message).toContain(way);
  expect(error?.message).toMatch(/^[^\n]*\.$/);
  expect(error).toMatchObject({ line: 1, column: 1 });
  const below = await errorOf(`const a = 1\n!npm -v\n  ${source}`);
  expect(below).toMatchObject({ message: error?.message, line: 3, column: 3 });
});

test.each(["%%bash\nls", "%autoreload 2", "%reload_ext x", "%nosuch"])(
  "names no way in a page that a page has not: %j",
  async (source) => {
    const inPage = new CellCompiler({ target: "worker", globals: [] });
    const shellLines = inPage.shellLines(source);
    const compiled = inPage.compile(source, { url: "c", shellLines });
    await expect(compiled).rejects.toThrow("A page has no shell and no files");
  },
);

test.each(["words?", "?words", "words??", "??words", "  console.log?  ", "const a = 1\na?"])(
  "answers the question %j",
  async (source) => {
    expect((await errorOf(source))?.message).toMatch(
      / here put the cursor on `.*` and press Shift-Tab/,
    );
    expect(completeness(source)).toEqual({ status: "invalid" });
  },
);

test.each([
  "17\n%5",
  "const a = 17, b = 5\na\n%b",
  "`\n%time\n`",
  "`\nwords?\n`",
  "/*\n%pip install x\nwords?\n*/",
  "const x = true?\n1 : 2",
])("leaves %j alone", async (source) => {
  expect(await errorOf(source)).toBeUndefined();
});

test.each(["const x = (", "f(1", "const a = 1 ?\n", "a?\nb c", "const m = 1\nm\n%n o p)"])(
  "says nothing of magics or questions in %j, or only of what looks like one",
  async (source) => {
    expect((await errorOf(source))?.message).not.toContain("Shift-Tab");
  },
);

test.each([
  ["const files = !git log", "git log"],
  ["let n: string = !npm root -g;", "npm root -g"],
  ["{\n  !npm install x\n}", "npm install x"],
])("says how a command's output comes into a variable for %j", async (source, command) => {
  const error = await errorOf(source);
  expect(error?.message).toContain(`execSync("${command}", { encoding: "utf8" })`);
});
