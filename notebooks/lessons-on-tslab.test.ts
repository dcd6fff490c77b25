import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import {
  compareNotebooks,
  formatDifferences,
  type Notebook,
  type Output,
} from "dropout-lab-pages/notebook";
import { describe, expect, test } from "vitest";
import { lessonsIn, runOn } from "./testing/run-lesson.ts";

describe("on the stock tslab kernel, each lesson prints and draws the same", () => {
  const tslab = {
    argv: [
      process.execPath,
      fileURLToPath(import.meta.resolve("tslab/bin/tslab")),
      "kernel",
      "--config-path={connection_file}",
    ],
    display_name: "tslab",
    language: "typescript",
  };

  test.each(lessonsIn("."))("%s", async (_, lesson) => {
    const fresh = await runOn(tslab, lesson);
    const differences = compareNotebooks(asOnTslab(lesson.notebook), asOnTslab(fresh));
    expect(formatDifferences(differences)).toBe("");
  });
});

/**
 * A notebook as tslab puts it out: results are printed, strings without their quotes, null and
 * undefined not at all; nothing has colours; of what is displayed only the pictures count.
 */
function asOnTslab(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) => {
    if (cell.cell_type !== "code") return cell;
    const stdout = { output_type: "stream" as const, name: "stdout" as const };
    const text = stripVTControlCharacters(cell.outputs.map(printedOnTslab).join(""));
    const pictures = cell.outputs.flatMap((output): Output[] => {
      if (output.output_type !== "display_data" || !output.data["image/png"]) return [];
      const data = { "image/png": output.data["image/png"] };
      return [{ output_type: "display_data", data, metadata: {} }];
    });
    return { ...cell, outputs: [{ ...stdout, text }, ...pictures] };
  });
  return { ...notebook, cells };
}

function printedOnTslab(output: Output): string {
  if (output.output_type === "stream" && output.name === "stdout") return output.text;
  if (output.output_type !== "execute_result") return "";
  const text = stripVTControlCharacters(String(output.data["text/plain"]));
  if (text === "null" || text === "undefined") return "";
  const quoted = /^'(.*)'$/s.exec(text)?.[1];
  return `${quoted?.replaceAll("\\n", "\n").replaceAll("\\'", "'") ?? text}\n`;
}
