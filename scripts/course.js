// For learners and teachers: what has been done in the course, and the course as a SCORM package.
import "./ready.js";
import { returnToCaller } from "./caller-folder.js";
import { runProgress } from "./course/progress.js";
import { runScorm } from "./course/scorm.js";
import { fileError } from "./file-error.js";

const help = `npm run course -- COMMAND …

  progress summary [FILE] [--html PAGE]   what is done, of FILE or of notebooks/
  progress export FILE                    writes the progress of notebooks/ to FILE
  progress merge FILE…                    joins files, such as a page's, with that of notebooks/
  scorm [--out FILE] [NAME…]              the lessons as a SCORM 1.2 package

Each COMMAND has a --help.`;

returnToCaller();
const [command, ...args] = process.argv.slice(2);
try {
  if (command === "progress") await runProgress(args);
  else if (command === "scorm") await runScorm(args);
  else if (command === "--help") console.log(help);
  else {
    const got = command ?? "nothing";
    console.error(
      `dropout-lab: course: must be followed by progress or scorm, got ${got}\n\n${help}`,
    );
    process.exitCode = 2;
  }
} catch (error) {
  const refused = fileError(error);
  if (!refused) throw error;
  console.error(`dropout-lab: ${refused}`);
  process.exitCode = 1;
}
