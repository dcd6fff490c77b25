import { homedir } from "node:os";
import { delimiter, join } from "node:path";

type Environment = Record<string, string | undefined>;

/** Jupyter's data folder of the present user, as jupyter_core finds it. */
export function userDataDir(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const { JUPYTER_DATA_DIR, XDG_DATA_HOME, APPDATA } = environment;
  if (JUPYTER_DATA_DIR !== undefined && JUPYTER_DATA_DIR !== "") return JUPYTER_DATA_DIR;
  const home = environment.HOME ?? homedir();
  if (platform === "darwin") return join(home, "Library", "Jupyter");
  if (platform === "win32") return join(APPDATA ?? join(home, "AppData", "Roaming"), "jupyter");
  return join(XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
}

/** Every folder in which Jupyter looks for kernels without asking Python, first ones first. */
export function dataDirs(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string[] {
  const { JUPYTER_PATH, VIRTUAL_ENV, CONDA_PREFIX, PROGRAMDATA } = environment;
  const system =
    platform === "win32"
      ? [join(PROGRAMDATA ?? "C:\\ProgramData", "jupyter")]
      : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
  const prefixes = [VIRTUAL_ENV, CONDA_PREFIX].filter((prefix) => prefix !== undefined);
  return [
    ...(JUPYTER_PATH?.split(delimiter).filter((path) => path !== "") ?? []),
    userDataDir(environment, platform),
    ...prefixes.map((prefix) => join(prefix, "share", "jupyter")),
    ...system,
  ];
}
