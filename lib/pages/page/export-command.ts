import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { parseArgs } from "node:util";
import { NotebookError, readNotebook } from "../notebook/index.ts";
import { ensureDirectory } from "./ensure-directory.ts";
import { errorSentence } from "./error-sentence.ts";
import { exportNotebook } from "./export-notebook.ts";
import { fileSize } from "./file-size.ts";
import { replaceFile } from "./replace-file.ts";

/** @param name what the caller writes before the files */
const usage = (name: string) => `Usage: ${name} FILE… [--out DIR] [--strict] [--static]
       ${name} --playground [--out DIR]

Writes each notebook (.ipynb, nbformat 4 or older, any language) as one HTML file that needs no
network: beside the notebook, or in DIR. No kernel is needed; stored outputs are shown as they are.
The cells of a TypeScript or JavaScript notebook run in its page, which brings along what they import.
Everything that a page has to leave out is said, with its cell.

  --out DIR   the folder to write to; made if it does not exist
  --static    pages whose cells do not run
  --strict    write no page that has to leave anything out
  --playground   writes the dropout playground instead, as playground.html here or in DIR
  --help      this text

The exit code is 0, or 1 if a notebook has no new page, or 2 if the arguments cannot be used.
`;

/** Where the command prints. */
export interface CommandOutput {
  readonly print: (text: string) => void;
  readonly printError: (sentence: string) => void;
}

export const STANDARD_STREAMS: CommandOutput = {
  print: (text) => process.stdout.write(text),
  printError: (sentence) => process.stderr.write(`${sentence}\n`),
};

export interface ExportCommandOptions {
  readonly output?: CommandOutput;
  /** What the caller writes before the files, for the help. */
  readonly name?: string | undefined;
}

/**
 * The command `export`: notebooks to HTML files. A file that cannot be exported costs one sentence
 * and does not keep the others from it. Answers with the exit code: 0, 1 if any failed, or 2 for
 * arguments that cannot be used.
 */
export async function runExport(
  args: string[],
  { output = STANDARD_STREAMS, name = "dropout-lab-pages export" }: ExportCommandOptions = {},
): Promise<number> {
  const refuse = (why: string) => {
    output.printError(`export: ${why}`);
    return 2;
  };
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return refuse(errorSentence(error));
  }
  const { values, positionals } = parsed;
  if (values.help) {
    output.print(usage(name));
    return 0;
  }
  if (positionals.length === 0) {
    return refuse("at least one notebook must be given (see --help), got none");
  }
  if (values.out === "") return refuse("--out: must be a folder, got nothing");
  try {
    if (values.out !== undefined) ensureDirectory(values.out);
  } catch (error) {
    return refuse(
      `${values.out} must be a folder that can be written to, got ${errorSentence(error)}`,
    );
  }
  const results = { done: 0, warned: 0, failed: 0 };
  const taken = new Map<string, string>();
  for (const [at, file] of positionals.entries()) {
    // A page is made at one stretch: a Ctrl-C is heard here or not before the last page.
    await nextTurn();
    const target = targetOf(file, values.out);
    const of = positionals.length === 1 ? "" : `[${at + 1}/${positionals.length}] `;
    const other = taken.get(resolve(target));
    if (other !== undefined) {
      output.printError(`${file}: must have a name of its own with --out, got that of ${other}`);
      results.failed++;
      continue;
    }
    taken.set(resolve(target), file);
    try {
      const links = linksBetween(file, positionals, values.out);
      const warnings = await exportFile(file, target, { links, output, ...values });
      output.print(`${of}${file} → ${target} (${fileSize(target)})\n`);
      results[warnings > 0 ? "warned" : "done"]++;
    } catch (error) {
      output.printError(
        error instanceof NotebookError ? error.message : `${file}: ${errorSentence(error)}`,
      );
      results.failed++;
    }
  }
  if (positionals.length > 1) {
    const { done, warned, failed } = results;
    output.print(
      `${positionals.length} notebooks: ${done} done, ${warned} warned, ${failed} failed\n`,
    );
  }
  return results.failed === 0 ? 0 : 1;
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: "string" },
      strict: { type: "boolean" },
      static: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
}

interface ExportFileOptions {
  readonly links: ReadonlyMap<string, string>;
  readonly output: CommandOutput;
  readonly strict?: boolean | undefined;
  readonly static?: boolean | undefined;
}

/** Writes the page of one notebook, and answers how many warnings it cost. */
async function exportFile(
  file: string,
  target: string,
  { links, output, strict = false, static: isStatic = false }: ExportFileOptions,
): Promise<number> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new Error("must be a file that exists, got nothing there");
  if (found.isDirectory()) throw new Error("must be a notebook file, got a folder");
  let warnings = 0;
  const warn = (what: string) => {
    warnings++;
    output.printError(`${file}: ${what}`);
  };
  const notebook = readNotebook(file, { leaveOut: warn });
  const name = basename(file).replace(/\.ipynb$/i, "");
  const html = await exportNotebook(notebook, {
    directory: dirname(file),
    fallbackTitle: name,
    live: isStatic ? undefined : keptName(file, name),
    links,
    warn,
  });
  if (strict && warnings > 0) {
    const count = warnings === 1 ? "one thing" : `${warnings} things`;
    throw new Error(`must leave nothing out with --strict, got ${count} left out`);
  }
  try {
    replaceFile(target, html);
  } catch (error) {
    throw new Error(`${target} must be a file that can be written, got ${errorSentence(error)}`);
  }
  return warnings;
}

/** What a reader does in the solutions of a lesson, which have its name, is not done in the lesson. */
function keptName(file: string, name: string): string {
  return basename(dirname(resolve(file))) === "solutions" ? `${name} (solutions)` : name;
}

function targetOf(file: string, out: string | undefined): string {
  return join(out ?? dirname(file), `${basename(file).replace(/\.ipynb$/i, "")}.html`);
}

/** Links between the notebooks that are exported together lead to their pages. */
function linksBetween(
  file: string,
  files: readonly string[],
  out: string | undefined,
): Map<string, string> {
  const together = files.filter((other) => out !== undefined || dirname(other) === dirname(file));
  return new Map(together.map((other) => [basename(other), basename(targetOf(other, out))]));
}
