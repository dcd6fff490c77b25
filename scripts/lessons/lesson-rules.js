// What every lesson of the course must be. Each rule says of a lesson which faults it finds.

/** @typedef {import("dropout-lab-pages/notebook").Cell} Cell */
/**
 * @typedef {object} CourseLesson a lesson with what belongs to it
 * @property {string} name of its file, without the ending
 * @property {readonly Cell[]} cells
 * @property {readonly Cell[] | undefined} solution the cells of its twin, if there is one
 * @property {readonly string[]} rooms the lessons' rooms in the course, each with exercises and answers
 * @property {string} readme the text that lists the lessons
 */
/** @typedef {{ cell?: Cell | undefined, says: string }} Fault the cell, what is wrong with it, and the way out */
/** @typedef {(lesson: CourseLesson) => Iterable<Fault>} Rule */

const CELLS = [12, 24];
const LINES = 15;
const MINUTES = [15, 25];
const EXERCISES = [3, 5];

/** What makes outputs differ from run to run. */
const UNSEEDED =
  /\b(Math\.random|Date\.now|performance\.now|new Date\(\)|randomUUID|getRandomValues)\b/;
const NETWORK = /\b(fetch|WebSocket|XMLHttpRequest)\s*\(/;

/** @param {Cell} cell */
const isCode = (cell) => cell.cell_type === "code";
/** @param {Cell} cell */
const isExercise = (cell) => isCode(cell) && /\.check\(/.test(cell.source);
/** @param {readonly Cell[]} cells */
const codeOf = (cells) => cells.filter(isCode);
/** @param {number} value @param {number[]} range */
const isWithin = (value, [low = 0, high = 0]) => low <= value && value <= high;

/** @type {Record<string, Rule>} */
export const lessonRules = {
  *size({ cells }) {
    if (isWithin(cells.length, CELLS)) return;
    yield {
      says: `must have ${CELLS.join(" to ")} cells, got ${cells.length}: join cells, or split the lesson`,
    };
  },

  *lines({ cells }) {
    for (const cell of codeOf(cells)) {
      const lines = cell.source.split("\n").length;
      if (lines > LINES) {
        yield { cell, says: `must have at most ${LINES} lines, got ${lines}: split the cell` };
      }
    }
  },

  *head({ name, cells }) {
    const [cell] = cells;
    const head = cell?.cell_type === "markdown" ? cell.source : "";
    const number = Number(name.slice(0, 2));
    if (!head.startsWith(`# ${number}. `)) {
      yield { cell, says: `must begin with "# ${number}. Title"` };
    }
    const minutes = /takes about (\d+) minutes/.exec(head)?.[1];
    if (minutes === undefined || !isWithin(Number(minutes), MINUTES)) {
      yield { cell, says: `must say "takes about N minutes", N from ${MINUTES.join(" to ")}` };
    }
    if (!/After it you can\b/.test(head)) {
      yield { cell, says: 'must say "After it you can …": what the lesson is for' };
    }
  },

  *beginning({ cells }) {
    const [imports, seed] = codeOf(cells);
    if (imports && withoutImports(imports.source) !== "") {
      yield { cell: imports, says: "must hold the imports and nothing else: move the rest down" };
    }
    if (seed && !/seed/i.test(seed.source)) {
      yield {
        cell: seed,
        says: "must hold the seed, since it is the second with code: put it here",
      };
    }
    for (const cell of codeOf(cells).slice(1)) {
      if (/^import\s/m.test(cell.source)) {
        yield { cell, says: "must import nothing: move the import into the first cell with code" };
      }
    }
  },

  *reproducible({ cells }) {
    for (const cell of codeOf(cells)) {
      const unseeded = UNSEEDED.exec(cell.source)?.[1];
      if (unseeded !== undefined) {
        yield {
          cell,
          says: `must not use ${unseeded}: draw from a seeded generator, show no time`,
        };
      }
      if (NETWORK.test(cell.source)) {
        yield { cell, says: "must not use the network: put the data into data/" };
      }
    }
  },

  *outputs({ cells }) {
    let count = 0;
    for (const cell of codeOf(cells)) {
      if (cell.cell_type !== "code") continue;
      count++;
      if (cell.execution_count !== count) {
        yield { cell, says: "must be stored as run from top to bottom: npm run store" };
        return;
      }
      const fails = cell.outputs.some(({ output_type }) => output_type === "error");
      if (fails && !cell.metadata.tags?.includes("raises-exception")) {
        yield { cell, says: "must not fail: mend it, or give it the tag raises-exception" };
      }
    }
  },

  *pictures({ cells }) {
    for (const cell of cells) {
      if (cell.cell_type === "markdown" && /!\[\s*\]\(/.test(cell.source)) {
        yield { cell, says: "must say in words what its picture shows: ![words](address)" };
      }
      for (const output of cell.cell_type === "code" ? cell.outputs : []) {
        if (!("data" in output) || !("image/png" in output.data)) continue;
        const { alt } = /** @type {{ alt?: string }} */ (output.metadata["image/png"] ?? {});
        if (!alt) yield { cell, says: "must give its picture an alternative text: alt" };
      }
    }
  },

  *sections({ cells }) {
    const text = cells.map((cell) => (isCode(cell) ? "" : cell.source)).join("\n");
    for (const section of ["## Summary", "## Exercises"]) {
      if (!text.includes(section)) yield { says: `must have a section "${section}"` };
    }
  },

  *exercises({ cells, rooms }) {
    const exercises = cells.filter(isExercise);
    if (!isWithin(exercises.length, EXERCISES)) {
      yield { says: `must have ${EXERCISES.join(" to ")} exercises, got ${exercises.length}` };
    }
    for (const cell of exercises) {
      if (!outputText(cell).includes("Not attempted.")) {
        yield {
          cell,
          says: "must be stored as not attempted: put yourTurn() in the answer's place",
        };
      }
    }
    const [imports] = codeOf(cells);
    const room = /from "dropout-lab\/course\/([\w-]+)"/.exec(imports?.source ?? "")?.[1];
    if (room === undefined || !rooms.includes(room)) {
      yield {
        cell: imports,
        says: `must import its exercises from "dropout-lab/course/NAME", where exercises/NAME.ts and testing/answers/NAME.ts are in lib/library/course${room ? `, got ${room}` : ""}`,
      };
    }
  },

  *twin({ name, cells, solution }) {
    if (solution === undefined) {
      yield { says: `must have a twin with the answers: notebooks/solutions/${name}.ipynb` };
      return;
    }
    for (const [i, cell] of cells.entries()) {
      const twin = solution[i];
      if (twin === undefined || twin.id !== cell.id) {
        yield { cell, says: "must stand at the same place in the twin: put it there, with its id" };
        return;
      }
      if (isExercise(cell)) {
        if (!outputText(twin).includes("Correct.")) {
          yield {
            cell,
            says: "must be answered rightly in the twin: put the answer there, and store",
          };
        }
      } else if (twin.source !== cell.source) {
        yield { cell, says: "must be the same in the twin: only answers differ" };
      }
    }
    if (solution.length > cells.length) yield { says: "must not have fewer cells than its twin" };
  },

  *row({ name, readme }) {
    if (readme.includes(`notebooks/${name}.ipynb`)) return;
    yield { says: `must have a row in README.md that links notebooks/${name}.ipynb` };
  },
};

/**
 * All faults of a lesson, each as a sentence with file and cell.
 * @param {CourseLesson} lesson
 */
export function faultsOf(lesson) {
  return Object.values(lessonRules).flatMap((rule) =>
    [...rule(lesson)].map(({ cell, says }) => {
      const place =
        cell === undefined ? "" : `, cell ${lesson.cells.indexOf(cell) + 1} (${cell.id})`;
      return `notebooks/${lesson.name}.ipynb${place}: ${says}`;
    }),
  );
}

/** @param {string} source */
function withoutImports(source) {
  return source.replace(/import\s[^;]*;|\/\/.*/g, "").trim();
}

/** @param {Cell | undefined} cell */
function outputText(cell) {
  if (cell?.cell_type !== "code") return "";
  return cell.outputs
    .map((output) => ("data" in output ? String(output.data["text/plain"] ?? "") : ""))
    .join("\n");
}
