import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  type CommandOutput,
  ensureDirectory,
  errorSentence,
  fileSize,
  replaceFile,
  STANDARD_STREAMS,
} from "../page/internal.ts";
import { playgroundPage } from "./playground-page.ts";

/**
 * The command `export --playground`: writes the playground as one HTML file, `playground.html`, here or
 * in the folder that `--out` names. Answers with the exit code: 0, 1 if it cannot be written, or 2 for
 * arguments that cannot be used.
 */
export async function runPlaygroundExport(
  args: string[],
  { output = STANDARD_STREAMS }: { output?: CommandOutput } = {},
): Promise<number> {
  const refuse = (why: string) => {
    output.printError(`export --playground: ${why}`);
    return 2;
  };
  let folder: string;
  try {
    const { values } = parseArgs({
      args,
      options: {
        playground: { type: "boolean" },
        out: { type: "string", default: "." },
      },
    });
    folder = values.out;
  } catch (error) {
    return refuse(errorSentence(error));
  }
  if (folder === "") return refuse("--out: must be a folder, got nothing");
  const target = join(folder, "playground.html");
  try {
    ensureDirectory(folder);
    replaceFile(target, await playgroundPage());
  } catch (error) {
    const got = errorSentence(error);
    output.printError(
      `export --playground: ${target} must be a file that can be written, got ${got}`,
    );
    return 1;
  }
  output.print(`${target} (${fileSize(target)})\n`);
  return 0;
}
