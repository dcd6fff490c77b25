import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/**
 * The files of a new lesson by path: the notebook, its twin, its exercises, their answers, and the
 * README with its row.
 * @param {string} root the checkout's folder
 * @param {string} name as `08-fair-coins` @param {string} title
 * @returns {Record<string, string>}
 * @throws {RangeError} for a name of another form, one or a number that is taken, and a title that is none
 */
export function newLesson(root, name, title) {
  const [, digits, room] = /^(\d\d)-([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(name) ?? [];
  if (digits === undefined || room === undefined) {
    throw new RangeError(`name: must be as 08-fair-coins, got ${name || "nothing"}`);
  }
  const exported = room.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  if (!isFree(exported)) {
    throw new RangeError(`name: must not be a word of TypeScript or of its own file, got ${room}`);
  }
  if (title.trim() === "") throw new RangeError("title: must be words, got nothing");
  // It stands in a heading, in a link and in a row of a table.
  if (/[|[\]\p{Cc}]/u.test(title)) {
    throw new RangeError(`title: must be one line without | and [ ], got ${JSON.stringify(title)}`);
  }
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const rows = [...readme.matchAll(/^\| (\d+) \| .*\]\(notebooks\/\d\d-.*$/gm)];
  const number = Number(digits);
  const notebooks = join(root, "notebooks");
  const stored = existsSync(notebooks) ? readdirSync(notebooks) : [];
  const isStored = stored.some((file) => file.startsWith(`${digits}-`) && file !== `${name}.ipynb`);
  if (isStored || rows.some(([, taken]) => Number(taken) === number)) {
    throw new RangeError(`name: must have a number that no lesson has, got ${digits}`);
  }
  const last = rows.filter(([, taken]) => Number(taken) < number).at(-1);
  if (last === undefined) throw new RangeError("README.md: must have a row for an earlier lesson");
  const row = `| ${number} | [${title}](notebooks/${name}.ipynb) | What it shows, in a sentence. |`;
  const end = last.index + last[0].length;
  const course = "lib/library/course";
  const files = {
    [`notebooks/${name}.ipynb`]: notebook({ number, title, room, exported, answer: "yourTurn()" }),
    [`notebooks/solutions/${name}.ipynb`]: notebook({
      number,
      title,
      room,
      exported,
      answer: "50",
    }),
    [`${course}/exercises/${room}.ts`]: exercises(name, room, exported),
    [`${course}/testing/answers/${room}.ts`]: answers(room, exported),
  };
  for (const path of Object.keys(files)) {
    if (existsSync(join(root, path)))
      throw new RangeError(`name: must be new, and ${path} is there`);
  }
  return { ...files, "README.md": `${readme.slice(0, end)}\n${row}${readme.slice(end)}` };
}

/** Whether a file of exercises can export that name: it imports some, and others are the language's. @param {string} name */
function isFree(name) {
  if (["answers", "checkNumber", "exercise", "exercises", "lesson", "yourTurn"].includes(name))
    return false;
  try {
    new Function(`"use strict"; const ${name} = 0;`);
    return true;
  } catch {
    return false;
  }
}

/**
 * Writes files below a folder, each whole or not at all.
 * @param {string} root @param {Record<string, string>} files
 */
export function writeFiles(root, files) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  }
}

const KEYS = ["first", "second", "third"];

/** @param {{ number: number, title: string, room: string, exported: string, answer: string }} parts */
function notebook({ number, title, room, exported, answer }) {
  const markdown = (/** @type {string} */ source) => ({ cell_type: "markdown", source });
  const code = (/** @type {string} */ source) => ({ cell_type: "code", source });
  const cells = [
    markdown(
      `# ${number}. ${title}\n\nThe question. This takes about 20 minutes. After it you can answer it.`,
    ),
    code(
      `import { yourTurn } from "dropout-lab/course";\nimport { ${exported} as exercises } from "dropout-lab/course/${room}";\nimport { manualSeed } from "dropout-lab/random";\nimport { rand } from "dropout-lab/tensor";`,
    ),
    code(`manualSeed(${number});`),
    markdown("## First\n\nWhat do you expect? Then run the cell."),
    code("rand([3])"),
    markdown(
      "## Summary\n\n- What was shown.\n\n## Exercises\n\nAnswers go in place of `yourTurn()`.",
    ),
    ...KEYS.flatMap((key, i) => [
      markdown(`**Exercise ${i + 1}.** What is half of 100?`),
      code(`const ${key}: number = ${answer};\nexercises.${key}.check(${key})`),
    ]),
  ].map(({ cell_type, source }, i) => ({
    cell_type,
    ...(cell_type === "code" ? { execution_count: null } : {}),
    id: `${room}-${String(i + 1).padStart(2, "0")}`,
    metadata: {},
    ...(cell_type === "code" ? { outputs: [] } : {}),
    source: source.split(/(?<=\n)/),
  }));
  const metadata = {
    kernelspec: {
      display_name: "TypeScript (dropout-lab)",
      language: "typescript",
      name: "dropout-lab",
    },
    language_info: { file_extension: ".ts", mimetype: "text/typescript", name: "typescript" },
  };
  const file = { cells, metadata, nbformat: 4, nbformat_minor: 5 };
  return `${JSON.stringify(file, undefined, 1)}\n`;
}

/** @param {string} name @param {string} room @param {string} exported */
function exercises(name, room, exported) {
  const each = KEYS.map(
    (key) => `  ${key}: exercise<number>({
    question: "What is half of 100?",
    hints: ["Divide."],
    solution: "const ${key} = 50;",
    why: "50 + 50 is 100.",
    further: "And half of that?",
    check: (answer, why) =>
      checkNumber(answer, {
        expected: 50,
        why,
        mistakes: [{ value: 200, reason: "200 is twice 100. Divide." }],
      }),
  }),
`,
  ).join("\n");
  return `import { checkNumber } from "../check-number.ts";
import { exercise } from "../exercise.ts";
import { lesson } from "../lesson.ts";

/**
 * The exercises of lesson ${Number(name.slice(0, 2))}.
 *
 * @example
 * \`\`\`ts
 * import { ${exported} } from "dropout-lab/course/${room}";
 * ${exported}.first.question // → 'What is half of 100?'
 * \`\`\`
 */
export const ${exported} = lesson("${name}", {
${each}});
`;
}

/** @param {string} room @param {string} exported */
function answers(room, exported) {
  const each = KEYS.map(
    (key) => `  ${key}: {
    right: [50, 100 / 2],
    wrong: [
      [200, /twice 100/],
      [40, /too small/],
      [60, /too large/],
      [-50, /sign has turned/],
    ],
  },
`,
  ).join("");
  return `import type { ${exported} } from "../../exercises/${room}.ts";
import type { Answers } from "../listed-answers.ts";

export const answers: Answers<typeof ${exported}> = {
${each}};
`;
}
