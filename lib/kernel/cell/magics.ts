/** What does here what IPython's magics do, each as the end of a sentence; `rest` is what follows. */
const ALTERNATIVES: Readonly<Record<string, (rest: string) => string>> = {
  bash: () => "begin each line with `!` (`!ls -la`)",
  capture: () => 'for a command, `execSync("ls", { encoding: "utf8" })` gives its output',
  cd: (rest) => `\`process.chdir(${JSON.stringify(rest || "..")})\` changes the folder`,
  conda: () => PACKAGES,
  debug: () => "the error shows its line; print what you need with `console.log`",
  env: (rest) => environment(rest),
  html: () => 'use `jupyter.display({ "text/html": "<b>…</b>" }, { raw: true })`',
  javascript: () => "a cell runs TypeScript, and JavaScript, without a page's `document`",
  js: () => "a cell runs TypeScript, and JavaScript, without a page's `document`",
  latex: () => 'use `jupyter.display({ "text/latex": "$x^2$" }, { raw: true })`',
  load_ext: () => "there are no extensions to load: import a package instead",
  lsmagic: () => "begin a line with `!` to run a command, and import for all else",
  markdown: () => 'use `jupyter.display({ "text/markdown": "**…**" }, { raw: true })`',
  matplotlib: () => 'figures show themselves; `import { … } from "dropout-lab/plot"` makes some',
  pip: (rest) => (/^\s*install\s/.test(rest) ? `${PACKAGES} (\`!npm ${rest}\`)` : PACKAGES),
  prun: () => 'use `console.time("f")` before the code and `console.timeEnd("f")` after it',
  pwd: () => "`process.cwd()` gives the folder",
  reload_ext: () => "local modules that you edit are read again when a cell imports them",
  autoreload: () => "local modules that you edit are read again when a cell imports them",
  run: (rest) => `\`await import(${JSON.stringify(local(rest) || "./file.ts")})\` runs a file`,
  set_env: (rest) => environment(rest),
  sh: () => "begin each line with `!` (`!ls -la`)",
  svg: () => 'use `jupyter.display({ "image/svg+xml": "<svg>…</svg>" }, { raw: true })`',
  system: (rest) => `begin the line with \`!\` (\`!${rest || "ls -la"}\`)`,
  time: () => 'use `console.time("f")` before the code and `console.timeEnd("f")` after it',
  timeit: () => 'use `console.time("f")` before a loop of it and `console.timeEnd("f")` after it',
  who: () => "type the beginning of a name and press Tab for the names that there are",
  whos: () => "type the beginning of a name and press Tab for the names that there are",
  writefile: (rest) =>
    `\`import { writeFileSync } from "node:fs"\`, and call \`writeFileSync(${JSON.stringify(rest || "file.txt")}, text)\``,
};

/** What takes the system that a page does not have. */
const OF_SYSTEM = new Set(
  "autoreload bash capture cd conda env load_ext lsmagic pip pwd reload_ext run set_env sh system writefile".split(
    " ",
  ),
);

/** What to do with a command where there is no system. */
export const NO_SHELL = "A page has no shell and no files: run the notebook on a kernel.";

const PACKAGES = "install a package with `!npm install NAME`";

/** The sentence for `%name rest` or `%%name rest`. */
export function insteadOfMagic(marks: string, name: string, rest: string): string {
  const way = Object.hasOwn(ALTERNATIVES, name) ? ALTERNATIVES[name] : undefined;
  const instead =
    way?.(rest.trim()) ?? "a cell holds TypeScript, and lines that begin with `!` for the shell";
  return `\`${marks}${name}\` is a magic of IPython's; here ${instead}.`;
}

/** The same where there is no system. */
export function insteadOfMagicInPage(marks: string, name: string, rest: string): string {
  if (Object.hasOwn(ALTERNATIVES, name) && !OF_SYSTEM.has(name))
    return insteadOfMagic(marks, name, rest);
  return `\`${marks}${name}\` is a magic of IPython's. ${NO_SHELL}`;
}

function environment(rest: string): string {
  const [, name = "NAME", value = "value"] = /^(\w+)(?:[= ]+(.*))?$/.exec(rest) ?? [];
  return `\`process.env.${name} = ${JSON.stringify(value)}\` sets a variable, and \`process.env\` holds all`;
}

function local(path: string): string {
  return path === "" || /^[./]/.test(path) ? path : `./${path}`;
}
