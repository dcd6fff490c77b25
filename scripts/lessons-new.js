// For authors: makes the files of a new lesson.
import { fileURLToPath } from "node:url";
import { fileError } from "./file-error.js";
import { newLesson, writeFiles } from "./lessons/new-lesson.js";
import { readArguments } from "./read-arguments.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const help = `npm run lessons:new -- NN-name "Title"

Makes a lesson that keeps the rules, its twin with the answers, its exercises with their listed answers,
and its row in README.md. npm run store -- NN then runs both notebooks.

  --help   print this`;

const { positionals } = readArguments(help, {}, { allowPositionals: true });
try {
  const [name = "", title = "", ...surplus] = positionals;
  if (surplus.length > 0) {
    throw new RangeError(`title: must be one argument in quotes, got ${surplus.length + 1}`);
  }
  const files = newLesson(root, name, title);
  writeFiles(root, files);
  console.log(Object.keys(files).join("\n"));
} catch (error) {
  const message = error instanceof RangeError ? error.message : fileError(error);
  if (!message) throw error;
  console.error(`dropout-lab: ${message}`);
  process.exit(error instanceof RangeError ? 2 : 1);
}
