import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The lessons of a checkout with what belongs to them, and one sentence for each file that cannot be read.
 * @param {string} root
 * @param {typeof import("dropout-lab-pages/site").readLessons} readLessons
 */
export function readCourse(root, readLessons) {
  const { lessons, failures } = readLessons(join(root, "notebooks"));
  const twins = readLessons(join(root, "notebooks/solutions"));
  const course = join(root, "lib/library/course");
  const rooms = readdirSync(join(course, "exercises"))
    .flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? [])
    .filter((name) => existsSync(join(course, `testing/answers/${name}.ts`)));
  const readme = readFileSync(join(root, "README.md"), "utf8");
  return {
    failures: [...failures, ...twins.failures],
    lessons: lessons.map(({ name, notebook }) => ({
      name,
      cells: notebook.cells,
      solution: twins.lessons.find((twin) => twin.name === name)?.notebook.cells,
      rooms,
      readme,
    })),
  };
}
