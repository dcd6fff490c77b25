import type MagicString from "magic-string";
import type { HeadNames, HoistMode } from "./hoist-declarations.ts";
import { HIDDEN } from "./substitute-names.ts";
import { list, type SyntaxNode, text } from "./syntax-node.ts";

/** Where compiled cells run, and what code must be there. */
export interface CellTarget {
  /** How the program's declarations are shared with other cells. */
  hoistMode(program: SyntaxNode): HoistMode;
  /** What stands before the cell's last expression, so that its value is handed back. */
  readonly valuePrefix: string;
  /**
   * The code that declares names. `previous` gives what stands for the value that a name has before
   * the cell, null where it has none; `declare` is the host's helper for it.
   */
  declaration(
    names: HeadNames,
    how: { readonly previous: (name: string) => string | null; readonly declare: string },
  ): string;
  /** Whether what the lowering of `using` adds must be declared as names of the session. */
  readonly sharesHelpers: boolean;
  /** Whether there is a system, with a shell and files, that cells could use. */
  readonly hasSystem: boolean;
  /** Puts the head before the code, on its first line, so that lines stay, and what else it takes. */
  enclose(code: MagicString, head: string): void;
}

/** `Runtime.evaluate` in REPL mode: lexical declarations, the completion value, top-level `await`. */
const repl: CellTarget = {
  hoistMode: (program) => (hasTopLevelUsing(program) ? "assign" : "let"),
  valuePrefix: "",
  declaration({ initialized }, { previous }) {
    if (initialized.size === 0) return "";
    const declarators = [...initialized].map(([renamed, name]) => {
      const value = previous(name);
      return value === null ? renamed : `${renamed} = ${safely(value)}`;
    });
    return `let ${declarators.join(", ")};`;
  },
  sharesHelpers: true,
  hasSystem: true,
  enclose(code, head) {
    // REPL mode is sloppy.
    code.prepend(`"use strict"; ${head} `);
  },
};

const OUT = `out${HIDDEN}`;

/**
 * Indirect `eval`, in a worker say, which knows no top-level `await` and would keep no declaration:
 * the code is an async function, and names are properties of the global object.
 */
const worker: CellTarget = {
  hoistMode: () => "properties",
  // A prefix, since types that were erased leave what a suffix could not follow; a property, since
  // functions take the names of variables; not returned, since that would wait for promises.
  valuePrefix: `${OUT}.value = `,
  declaration({ initialized, uninitialized }, { previous, declare }) {
    if (initialized.size === 0 && uninitialized.size === 0) return "";
    const values = [...initialized].map(([renamed, name]) => {
      const value = previous(name);
      return `[${quoted(renamed)}, ${value === null ? "undefined" : safely(value)}]`;
    });
    return `${declare}([${[...uninitialized].map(quoted).join(", ")}], [${values.join(", ")}]);`;
  },
  sharesHelpers: false,
  hasSystem: false,
  enclose(code, head) {
    code.prepend(`(async () => { "use strict"; const ${OUT} = {}; ${head} `);
    code.append(`\nreturn ${OUT}; })()`);
  },
};

export const targets = { repl, worker } as const;

/** A name whose declaration failed cannot be read. */
function safely(value: string): string {
  return `(() => { try { return ${value} } catch {} })()`;
}

function quoted(name: string): string {
  return JSON.stringify(name);
}

function hasTopLevelUsing(program: SyntaxNode): boolean {
  return list(program, "body").some((statement) => text(statement, "kind").endsWith("using"));
}
