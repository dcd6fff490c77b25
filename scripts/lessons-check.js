// For authors: looks whether the lessons keep the rules, and whether their exercises judge rightly.
import "./ready.js";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { faultsOf } from "./lessons/lesson-rules.js";
import { readCourse } from "./lessons/read-course.js";
import { readArguments } from "./read-arguments.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const help = `npm run lessons:check -- [OPTION…]

Looks through all lessons as they are stored: size, head, imports and seed, alternative texts, exercises,
twins, the row in the README; then checks the listed right and wrong answers to every exercise.
npm run store -- --check runs the lessons themselves.

  --rules  only the rules, without the answers
  --help   print this`;

const { values } = readArguments(help, { rules: { type: "boolean" } });
// Only now: before ./ready.js has run there may be no build.
const { readLessons } = await import("dropout-lab-pages/site");
const { failures, lessons } = readCourse(root, readLessons);
const faults = [...failures, ...lessons.flatMap(faultsOf)];
for (const fault of faults) console.error(`dropout-lab: ${fault}`);
if (faults.length > 0) process.exitCode = 1;
else console.log(`${lessons.length} lessons keep the rules`);

if (!values.rules) {
  const vitest = "node_modules/vitest/vitest.mjs";
  const test = "lib/library/course/exercises.test.ts";
  const { status } = spawnSync(process.execPath, [vitest, "run", test], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}
