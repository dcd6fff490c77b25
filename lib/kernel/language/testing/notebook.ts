import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type CellDiagnostic, type DeclaredName, LanguageService } from "../index.ts";
import type { LanguageOptions } from "../language-service.ts";

/** A notebook's folder with a running service, for tests. */
export interface Notebook {
  directory: string;
  service: LanguageService;
  notices: string[];
  /** Writes a file of the folder and returns its path. */
  write: (name: string, text: string) => string;
  /** Checks a cell and returns its errors as `line:column TS2322 message`. */
  errors: (source: string) => Promise<string[]>;
  /** Publishes a cell; declarations are written `const:a type:B`. */
  publish: (source: string, declarations: string) => void;
  close: () => Promise<void>;
}

/** Declarations out of `const:a type:B import:c`; interfaces and types have no value. */
export function declarations(text: string): DeclaredName[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => {
      const [kind = "", name = ""] = word.split(":");
      const typeOnly = kind === "interface" || kind === "type";
      return { kind: kind as DeclaredName["kind"], name, typeOnly };
    });
}

/** One line for a diagnostic. */
export function brief({ line, column, code, message }: CellDiagnostic): string {
  return `${line}:${column} TS${code} ${message}`;
}

/** A new folder with these files, and a service in it. */
export async function openNotebook(
  files: Record<string, string> = {},
  options: Partial<LanguageOptions> = {},
): Promise<Notebook> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "language-")));
  const write = (name: string, text: string) => {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const notices: string[] = [];
  const service = await LanguageService.start({
    directory,
    onNotice: (sentence) => notices.push(sentence),
    ...options,
  });
  return {
    directory,
    service,
    notices,
    write,
    errors: async (source) => (await service.check(source)).map(brief),
    publish: (source, text) => service.publish(source, declarations(text)),
    close: async () => {
      await service.dispose();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
