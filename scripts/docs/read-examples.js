import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * An example of a doc comment: what it documents, and its steps. A step is a cell: some code, and
 * the text that the kernel shows for its last expression. The result is undefined where an example
 * ends without one.
 * @typedef {{ file: string, name: string, steps: { code: string, result: string | undefined }[] }} Example
 */

const COMMENT = /^ *\/\*\*\n(?:(?! *\*\/).*\n)* *\*\/\n(?<declaration>.*)/gm;
const EXAMPLE = /@example\n *\* ```ts\n(?<lines>(?:(?! *\* ```).*\n)*)/g;
const NAME =
  /^(?:export )?(?:\* as )?(?:abstract |async )?(?:function |class |interface |const |type |get )? *(?<name>\w+)/;
const RESULT = /(?<code>.*?) ?\/\/ → (?<text>.*)/;

/**
 * The examples in the doc comments under a folder, those of tests left out.
 * @param {string} root the checkout's folder @param {string} folder a path in it
 * @returns {Example[]}
 */
export function readExamples(root, folder) {
  return sourcesUnder(root, folder).flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return [...text.matchAll(COMMENT)].flatMap(([comment, declaration = ""]) => {
      const name = NAME.exec(declaration.trim())?.groups?.name ?? declaration;
      return [...comment.matchAll(EXAMPLE)].map(({ groups }) => {
        const lines = (groups?.lines ?? "")
          .replaceAll(/^ *\* ?/gm, "")
          .trimEnd()
          .split("\n");
        return { file, name, steps: stepsOf(lines) };
      });
    });
  });
}

/** @param {string} root @param {string} folder @returns {string[]} */
function sourcesUnder(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      const isOther = ["dist", "node_modules", "testing"].includes(entry.name);
      return isOther ? [] : sourcesUnder(root, path);
    }
    return path.endsWith(".ts") && !path.endsWith(".test.ts") ? [path] : [];
  });
}

/**
 * A result stands behind its expression or below it, as `// → text`; the comment's next lines go on
 * with it, below the text.
 * @param {string[]} lines
 */
function stepsOf(lines) {
  /** @type {Example["steps"]} */
  const steps = [];
  let code = /** @type {string[]} */ ([]);
  for (const line of lines) {
    const { groups } = RESULT.exec(line) ?? {};
    const last = steps.at(-1);
    if (groups) {
      if (groups.code) code.push(groups.code);
      steps.push({ code: code.join("\n"), result: groups.text });
      code = [];
    } else if (last && code.length === 0 && line.startsWith("//   ")) {
      last.result += `\n${line.slice("//   ".length)}`;
    } else code.push(line);
  }
  if (code.some((line) => line.trim() !== "")) {
    steps.push({ code: code.join("\n"), result: undefined });
  }
  return steps;
}
