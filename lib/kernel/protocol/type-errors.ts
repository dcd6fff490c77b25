import type { CellDiagnostic } from "../../language/index.ts";
import { bold, red } from "./ansi.ts";
import { codeFrame } from "./code-frame.ts";
import type { ErrorOutput } from "./interpreter.ts";

const ONCE =
  "Of an imported file this is said once for every change: run the cell again to use it as it is.";

/** The error output for the type errors of a cell that was not run, and of what it imports. */
export function renderTypeErrors(
  source: string,
  title: string,
  diagnostics: readonly CellDiagnostic[],
): ErrorOutput {
  const traceback = diagnostics.flatMap((diagnostic, index) => [
    ...(index === 0 ? [] : [""]),
    ...render(source, title, diagnostic),
  ]);
  if (diagnostics.some(({ module }) => module !== undefined)) traceback.push("", ONCE);
  const [first] = diagnostics;
  const more = diagnostics.length > 1 ? ` (and ${diagnostics.length - 1} more)` : "";
  const evalue = `${first?.message.split("\n")[0] ?? ""}${more}`;
  return { ename: "TypeScript error", evalue, traceback };
}

function render(source: string, title: string, diagnostic: CellDiagnostic): string[] {
  const { line, column, start, end, code, message, related, module } = diagnostic;
  const where = module?.path ?? title;
  return [
    ...`${red(bold(`TypeScript error TS${code}`))}: ${message}`.split("\n"),
    ...codeFrame(module?.source ?? source, { line, column, length: end - start }),
    `    at ${where}, line ${line}, column ${column}`,
    ...related.map((other) => `    ${other.message}`),
  ];
}
