import { chdir } from "node:process";

/**
 * Goes back to the folder in which the caller wrote `npm run SCRIPT`, which npm has left for the
 * checkout's: the paths of the command line are relative to it. Run by Node directly, it does nothing.
 */
export function returnToCaller() {
  const { INIT_CWD, npm_lifecycle_script: script = "" } = process.env;
  // Not where another script has started this one.
  const isOwn = process.argv[1]?.endsWith(
    script.replace(/^node scripts\//, "").split(" ")[0] ?? "",
  );
  if (INIT_CWD && script.startsWith("node scripts/") && isOwn) chdir(INIT_CWD);
}
