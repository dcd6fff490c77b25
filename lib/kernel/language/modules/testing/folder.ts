import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder that a test fills with files. */
export class Folder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), "modules-")));

  /** Writes a file; anything but a text as JSON. */
  write(name: string, content: unknown = ""): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  }

  /** Makes a link to something in the folder. */
  link(target: string, name: string): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(this.path, target), path);
  }

  /** Removes it. */
  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
