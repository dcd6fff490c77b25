/** Remembers one exercise as done, beyond this process. */
export interface Marker {
  exists(): boolean;
  set(): void;
  clear(): void;
}

let isWarned = false;

/**
 * A marker that is an empty file `lesson/exercise-fingerprint` in the folder of progress. The
 * fingerprint is that of the exercise's words, so that one that has changed is not taken for done.
 * Where there are no files, as in a browser, or DROPOUT_LAB_PROGRESS is `off`, there is none; where
 * none can be written, one sentence says so, once.
 */
export function markerOf(lesson: string, exercise: string, words: string): Marker {
  const path = () => {
    const folder = progressFolder();
    const crypto = globalThis.process?.getBuiltinModule?.("node:crypto");
    if (folder === undefined || crypto === undefined) return undefined;
    const fingerprint = crypto.createHash("sha256").update(words).digest("hex").slice(0, 12);
    return `${folder}/${lesson}/${exercise}-${fingerprint}`;
  };
  return {
    exists: () => {
      const file = path();
      return file !== undefined && files()?.existsSync(file) === true;
    },
    set: () =>
      write(path(), (fs, file) => {
        fs.mkdirSync(file.slice(0, file.lastIndexOf("/")), { recursive: true });
        const temporary = `${file}.${globalThis.process.pid}`;
        fs.writeFileSync(temporary, "");
        fs.renameSync(temporary, file);
      }),
    clear: () => write(path(), (fs, file) => fs.rmSync(file, { force: true })),
  };
}

type Files = typeof import("node:fs");

function files(): Files | undefined {
  return globalThis.process?.getBuiltinModule?.("node:fs");
}

function write(path: string | undefined, change: (fs: Files, path: string) => void): void {
  const fs = files();
  if (path === undefined || fs === undefined) return;
  try {
    change(fs, path);
  } catch (error) {
    if (isWarned) return;
    isWarned = true;
    const { message } = error as Error;
    console.warn(
      `Progress is kept in this session only, since its folder cannot be written (${message}); DROPOUT_LAB_PROGRESS names another one.`,
    );
  }
}

/** DROPOUT_LAB_PROGRESS, or the place for a user's data on this system. */
function progressFolder(): string | undefined {
  const environment = globalThis.process?.env;
  const os = globalThis.process?.getBuiltinModule?.("node:os");
  if (environment === undefined || os === undefined) return undefined;
  const { DROPOUT_LAB_PROGRESS, XDG_DATA_HOME, APPDATA } = environment;
  if (DROPOUT_LAB_PROGRESS === "off") return undefined;
  if (DROPOUT_LAB_PROGRESS) return DROPOUT_LAB_PROGRESS;
  const home = os.homedir();
  const places: Record<string, string> = {
    win32: APPDATA || `${home}/AppData/Roaming`,
    darwin: `${home}/Library/Application Support`,
  };
  const data = XDG_DATA_HOME || places[os.platform()] || `${home}/.local/share`;
  return `${data}/dropout-lab/progress`;
}
