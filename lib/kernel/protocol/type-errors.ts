import { commandHint } from "../cell/index.ts";
import { codeFrame, type ErrorOutput, marked } from "../display/index.ts";
import type { CellDiagnostic } from "../language/index.ts";

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
    ...`${marked(`TypeScript error TS${code}`)}: ${message}`.split("\n"),
    ...codeFrame(module?.source ?? source, { line, column, length: end - start }),
    `    at ${where}, line ${line}, column ${column}`,
    ...related.map((other) => `    ${other.message}`),
    ...hintFor(source, diagnostic),
  ];
}

/** `const files = !ls` reads as TypeScript, but for a name that nothing declares. */
function hintFor(source: string, { code, start }: CellDiagnostic): string[] {
  const isAbsent = code === 2304 || code === 2552;
  if (!isAbsent || !/!\s*$/.test(source.slice(0, start))) return [];
  return [commandHint(source, start) ?? []].flat();
}
