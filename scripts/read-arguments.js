import { parseArgs } from "node:util";

/**
 * The options and file names of a command line. `--help` prints the help and ends; what the command
 * does not know is answered by one sentence and exit code 2.
 * @template {NonNullable<import("node:util").ParseArgsConfig["options"]>} T
 * @param {string} help
 * @param {T} options
 * @param {{ allowPositionals?: boolean, args?: string[] }} [more] the arguments, if not the process's
 */
export function readArguments(help, options, more = {}) {
  const { allowPositionals = false, args = process.argv.slice(2) } = more;
  try {
    const all = { ...options, help: { type: /** @type {const} */ ("boolean") } };
    const { values, positionals } = parseArgs({
      args,
      options: all,
      allowPositionals,
      strict: true,
    });
    if ("help" in values && values.help) {
      console.log(help);
      process.exit(0);
    }
    return { values, positionals };
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    console.error(`dropout-lab: ${message.split(/\.\s/)[0]}; --help names the options`);
    process.exit(2);
  }
}
