/** A cell as far as its exercises go. */
export interface ExerciseCell {
  readonly id: string;
  readonly type: "code" | "markdown" | "raw";
  readonly source: string;
}

/** An exercise that a cell checks. */
export interface FoundExercise {
  /** The id of the cell with the check. */
  readonly cell: string;
  /** Its name in its lesson: progress is kept under it. */
  readonly name: string;
  /** Code whose value is the exercise. */
  readonly expression: string;
  /** Whether that code needs the cells above, where the notebook makes the exercise itself. */
  readonly needsCells: boolean;
}

/** The course's room, and those of its lessons. */
const COURSE = /^dropout-lab\/course(?:\/[\w-]+)?$/;
const NAME = "[\\p{ID_Start}$_][\\p{ID_Continue}$]*";

/**
 * The exercises of a notebook, in its order: what its cells check by `X.check(…)`, where X is imported
 * from `dropout-lab/course` or a lesson's room in it, is a part of what is, or is made by `exercise`,
 * `predict`, `choose`, `mend`, `Exercise` or `lesson`.
 */
export function findExercises(cells: readonly ExerciseCell[]): FoundExercise[] {
  const code = cells
    .filter(({ type }) => type === "code")
    .map(({ id, source }) => ({ id, source: withoutComments(source) }));
  const roots = new Map<string, string | undefined>();
  for (const { source } of code) {
    for (const [local, expression] of importedNames(source)) roots.set(local, expression);
    for (const local of ownNames(source)) roots.set(local, undefined);
  }
  const found = new Map<string, FoundExercise>();
  for (const { id, source } of code) {
    const calls = new RegExp(
      `(?<![\\p{ID_Continue}$.])(${NAME})((?:\\.${NAME})*)\\.check\\s*\\(`,
      "gu",
    );
    for (const [, root = "", path = ""] of source.matchAll(calls)) {
      if (!roots.has(root)) continue;
      const name = path.slice(1) || root;
      const imported = roots.get(root);
      const expression = `${imported ?? root}${path}`;
      if (found.has(name)) continue;
      found.set(name, { cell: id, name, expression, needsCells: imported === undefined });
    }
  }
  return [...found.values()];
}

/** Local names, and code that gives what they name in any cell. */
function* importedNames(source: string): Iterable<[local: string, expression: string]> {
  const statement = /import\s+(?!type\b)([^;"']*?)\s*from\s*["']([^"']+)["']/g;
  for (const [, clause = "", specifier = ""] of source.matchAll(statement)) {
    if (!COURSE.test(specifier)) continue;
    const room = `(await import("${specifier}"))`;
    const all = /\*\s*as\s+(\S+)/.exec(clause)?.[1];
    if (all !== undefined) yield [all, room];
    for (const part of /\{([^}]*)\}/.exec(clause)?.[1]?.split(",") ?? []) {
      const [exported = "", local = exported] = part.trim().split(/\s+as\s+/);
      if (exported !== "" && !exported.startsWith("type ")) yield [local, `${room}.${exported}`];
    }
  }
}

/** Names of exercises and lessons that the notebook makes. */
function* ownNames(source: string): Iterable<string> {
  const made = new RegExp(
    `(?:const|let|var)\\s+(${NAME})[^=;]*=\\s*(?:new\\s+Exercise|exercise|predict|choose|mend|lesson)\\b`,
    "gu",
  );
  for (const [, local = ""] of source.matchAll(made)) yield local;
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, "");
}
