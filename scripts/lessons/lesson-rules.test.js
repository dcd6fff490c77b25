// The rules, on a tiny course that keeps them all, and with one fault planted for each.
import { fileURLToPath } from "node:url";
import { readLessons } from "dropout-lab-pages/site";
import { expect, test } from "vitest";
import { faultsOf, lessonRules } from "./lesson-rules.js";
import { readCourse } from "./read-course.js";

/** @typedef {{ id: string, cell_type: string, source: string, metadata: Record<string, unknown>, execution_count: number | null, outputs: any[] }} AnyCell */

const HEAD = "# 4. Coins\n\nThis takes about 20 minutes. After it you can toss a coin.";
const IMPORTS =
  'import { yourTurn } from "dropout-lab/course";\nimport { coins as exercises } from "dropout-lab/course/coins";';
const picture = {
  output_type: "display_data",
  data: { "image/png": "…" },
  metadata: { "image/png": { alt: "A coin." } },
};

/** @param {string} answer @param {string} verdict */
function cells(answer, verdict) {
  const texts = [
    HEAD,
    IMPORTS,
    "manualSeed(4);",
    "## Tosses",
    "toss()",
    "## Summary\n\n## Exercises",
    ...[1, 2, 3].flatMap((n) => [`**Exercise ${n}.**`, `exercises.e${n}.check(${answer})`]),
  ];
  let count = 0;
  return texts.map((source, i) => {
    const isCode = !/^[#*]/.test(source);
    const text = { output_type: "execute_result", data: { "text/plain": verdict }, metadata: {} };
    const outputs = source === "toss()" ? [picture] : source.includes(".check(") ? [text] : [];
    return {
      id: `coins-${i + 1}`,
      cell_type: isCode ? "code" : "markdown",
      source,
      metadata: {},
      execution_count: isCode ? ++count : null,
      outputs,
    };
  });
}

/** The tiny course's lesson, new for each test. */
function coins() {
  return {
    name: "04-coins",
    cells: /** @type {AnyCell[]} */ (cells("yourTurn()", "Not attempted. …")),
    solution: /** @type {AnyCell[] | undefined} */ (cells("1", "Correct. …")),
    rooms: ["coins"],
    readme: "[Coins](notebooks/04-coins.ipynb)",
  };
}
/** @typedef {ReturnType<typeof coins>} Coins */

/** @param {Coins} lesson */
const faults = (lesson) => faultsOf(/** @type {any} */ (lesson));
/** @param {Coins} lesson @param {number} number */
const at = (lesson, number) => lesson.cells[number - 1] ?? expect.fail("must have the cell");
/** The same words in the lesson and its twin. @param {number} number @param {string} source */
const say = (number, source) => (/** @type {Coins} */ lesson) => {
  for (const all of [lesson.cells, lesson.solution ?? []]) {
    Object.assign(all[number - 1] ?? {}, { source });
  }
};

test("a lesson that keeps all rules has no fault", () => {
  expect(faults(coins())).toEqual([]);
});

/** @type {[rule: string, plant: (lesson: Coins) => void, says: string][]} */
const PLANTED = [
  [
    "size",
    (lesson) => {
      const more = Array.from({ length: 13 }, (_, i) => ({ ...at(lesson, 4), id: `more-${i}` }));
      lesson.cells.push(...more);
      lesson.solution?.push(...more);
    },
    ": must have 12 to 24 cells, got 25: join cells, or split the lesson",
  ],
  [
    "lines",
    say(5, "toss();\n".repeat(15)),
    ", cell 5 (coins-5): must have at most 15 lines, got 16: split the cell",
  ],
  ["head", say(1, HEAD.replace("4.", "5.")), ', cell 1 (coins-1): must begin with "# 4. Title"'],
  [
    "head",
    say(1, HEAD.replace("20", "40")),
    ', cell 1 (coins-1): must say "takes about N minutes", N from 15 to 25',
  ],
  [
    "head",
    say(1, HEAD.replace("After it", "Then")),
    ', cell 1 (coins-1): must say "After it you can …": what the lesson is for',
  ],
  [
    "beginning",
    say(2, `${IMPORTS}\ntoss()`),
    ", cell 2 (coins-2): must hold the imports and nothing else: move the rest down",
  ],
  [
    "beginning",
    say(3, "const p = 0.5;"),
    ", cell 3 (coins-3): must hold the seed, since it is the second with code: put it here",
  ],
  [
    "beginning",
    say(5, 'import "toss";'),
    ", cell 5 (coins-5): must import nothing: move the import into the first cell with code",
  ],
  [
    "reproducible",
    say(5, "Math.random()"),
    ", cell 5 (coins-5): must not use Math.random: draw from a seeded generator, show no time",
  ],
  [
    "reproducible",
    say(5, "await fetch(coin)"),
    ", cell 5 (coins-5): must not use the network: put the data into data/",
  ],
  [
    "outputs",
    (lesson) => {
      at(lesson, 5).execution_count = 7;
    },
    ", cell 5 (coins-5): must be stored as run from top to bottom: npm run store",
  ],
  [
    "outputs",
    (lesson) => {
      at(lesson, 5).outputs = [{ output_type: "error" }];
    },
    ", cell 5 (coins-5): must not fail: mend it, or give it the tag raises-exception",
  ],
  [
    "pictures",
    (lesson) => {
      at(lesson, 5).outputs = [{ ...picture, metadata: {} }];
    },
    ", cell 5 (coins-5): must give its picture an alternative text: alt",
  ],
  [
    "pictures",
    say(4, "![](coin.png)"),
    ", cell 4 (coins-4): must say in words what its picture shows: ![words](address)",
  ],
  ["sections", say(6, "## Exercises"), ': must have a section "## Summary"'],
  ["exercises", say(12, "exercises.e3.hint()"), ": must have 3 to 5 exercises, got 2"],
  [
    "exercises",
    (lesson) => {
      at(lesson, 8).outputs[0].data = { "text/plain": "Correct. …" };
    },
    ", cell 8 (coins-8): must be stored as not attempted: put yourTurn() in the answer's place",
  ],
  [
    "exercises",
    (lesson) => {
      lesson.rooms = ["dice"];
    },
    ', cell 2 (coins-2): must import its exercises from "dropout-lab/course/NAME", where exercises/NAME.ts and testing/answers/NAME.ts are in lib/library/course, got coins',
  ],
  [
    "twin",
    (lesson) => {
      lesson.solution = undefined;
    },
    ": must have a twin with the answers: notebooks/solutions/04-coins.ipynb",
  ],
  [
    "twin",
    (lesson) => {
      lesson.solution?.splice(3, 1);
    },
    ", cell 4 (coins-4): must stand at the same place in the twin: put it there, with its id",
  ],
  [
    "twin",
    (lesson) => {
      Object.assign(lesson.solution?.[7] ?? {}, { outputs: [] });
    },
    ", cell 8 (coins-8): must be answered rightly in the twin: put the answer there, and store",
  ],
  [
    "twin",
    (lesson) => {
      at(lesson, 5).source = "toss(2)";
    },
    ", cell 5 (coins-5): must be the same in the twin: only answers differ",
  ],
  [
    "twin",
    (lesson) => {
      lesson.solution?.push({ ...at(lesson, 4), id: "more" });
    },
    ": must not have fewer cells than its twin",
  ],
  [
    "row",
    (lesson) => {
      lesson.readme = "";
    },
    ": must have a row in README.md that links notebooks/04-coins.ipynb",
  ],
];

test.each(PLANTED)("the rule of %s finds its fault, and nothing else", (_, plant, says) => {
  const lesson = coins();
  plant(lesson);
  expect(faults(lesson)).toEqual([`notebooks/04-coins.ipynb${says}`]);
});

test("every rule has a planted fault", () => {
  expect([...new Set(PLANTED.map(([rule]) => rule))]).toEqual(Object.keys(lessonRules));
});

test("the lessons of the course keep the rules", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const { failures, lessons } = readCourse(root, readLessons);
  expect([...failures, ...lessons.flatMap(faultsOf)]).toEqual([]);
});
