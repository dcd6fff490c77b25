import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** A process of this machine. */
export interface Process {
  id: number;
  parent: number;
  /** Not the same for a process that was started detached; 0 where it is not known. */
  session: number;
  /** When it was started, in milliseconds since the system's start or since 1970. */
  started: number;
  /** How long ago that is at least, in milliseconds. */
  age: number;
  command: string;
}

// How exactly starts are known, in milliseconds: by /proc, and by ps.
const TICK = 10;
const SECOND = 1_000;

/** All processes but those that have ended. */
export function processes(): Process[] {
  try {
    const uptime = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]) * 1_000;
    return readdirSync("/proc").flatMap((id) => read(id, uptime));
  } catch {
    return processesByPs();
  }
}

function read(id: string, uptime: number): Process[] {
  if (!/^\d+$/.test(id)) return [];
  try {
    // The name, in parentheses, may hold anything; behind it come the state and numbers.
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    const [state, ...numbers] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // It has ended, and its parent has not taken notice.
    if (state === "Z") return [];
    const [parent = 0, , session = 0] = numbers.map(Number);
    const started = Number(numbers[18]) * TICK;
    const command = readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ");
    return [{ id: Number(id), parent, session, started, age: uptime - started - TICK, command }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

const LINE = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\w+ \w+ +\d+ [\d:]+ \d+)\s+(.*)$/gm;

/** Where there is no /proc, as on macOS. */
export function processesByPs(): Process[] {
  const columns = ["pid=", "ppid=", "stat=", "lstart=", "args="].flatMap((name) => ["-o", name]);
  const { stdout, pid } = spawnSync("ps", ["-A", ...columns], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  const now = Date.now();
  return [...(stdout ?? "").matchAll(LINE)].flatMap(([, id, parent, state = "", date, command]) => {
    // It sees itself.
    if (Number(id) === pid || state.startsWith("Z")) return [];
    const started = Date.parse(date ?? "");
    return [
      {
        id: Number(id),
        parent: Number(parent),
        session: 0,
        started,
        age: now - started - SECOND,
        command: command ?? "",
      },
    ];
  });
}
