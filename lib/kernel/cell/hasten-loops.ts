import MagicString from "magic-string";
import { isLoop, loopsOf, onlyCalculates } from "./calculating-loops.ts";
import type { Reference } from "./cell-analysis.ts";
import { eraseTypes } from "./erase-types.ts";
import { hidden } from "./substitute-names.ts";
import {
  child,
  eachChild,
  list,
  nameEnd,
  type SyntaxNode,
  text,
  withoutTypes,
} from "./syntax-node.ts";

export interface HastenOptions {
  readonly references: readonly Reference[];
  readonly rename: (name: string) => string;
  /** Names that cannot be written; a loop that writes one is left as it is. */
  readonly constants: ReadonlySet<string>;
  /** Names that this cell or an earlier one declares. */
  readonly declared: ReadonlySet<string>;
  /** An expression for the host's `yieldsNumbers`; without it, loops that read arrays are left. */
  readonly yieldsNumbers: string | undefined;
}

/** The copies go back to the variables every 1024 rounds, so that an interrupt keeps them. */
const mostRounds = 1023;

/** A loop over no more elements than this is over before an interrupt is missed. */
const mostElements = 1_000_000;

const clock = `rounds${hidden}`;

/**
 * V8 writes a top-level variable to memory at every assignment, which makes a bare accumulator some
 * times slower than in a function. A loop that only calculates (no calls, no closures, no properties
 * but elements and lengths) gets a twin that works on copies. The twin runs only where every variable
 * is a number or undefined, or an array that yields only such, as the loop begins: then nothing in it can throw, call or be called, and the copies cannot be told
 * from the variables.
 */
export function hastenLoops(
  buffer: MagicString,
  source: string,
  program: SyntaxNode,
  options: HastenOptions,
): void {
  for (const loop of list(program, "body")) {
    const arrays = isLoop(loop) ? onlyCalculates(loop) : null;
    if (arrays === null || (arrays.size > 0 && options.yieldsNumbers === undefined)) continue;
    const references = options.references.filter(
      ({ identifier }) => identifier.start >= loop.start && identifier.end <= loop.end,
    );
    const written = new Set(
      references.filter(({ role }) => role === "write").map(({ name }) => name),
    );
    const isFit = references.every(
      ({ name }) =>
        options.declared.has(name) && !(written.has(name) && options.constants.has(name)),
    );
    if (written.size > 0 && isFit)
      buffer.prependRight(loop.start, twin(source, loop, { references, written, arrays }, options));
  }
}

interface LoopNames {
  readonly references: readonly Reference[];
  readonly written: ReadonlySet<string>;
  /** Names of which only elements and lengths are read. */
  readonly arrays: ReadonlySet<string>;
}

/** `if (all are numbers) { …the loop on copies… } else `, to stand before the loop itself. */
function twin(
  source: string,
  loop: SyntaxNode,
  { references, written, arrays }: LoopNames,
  { rename, yieldsNumbers }: HastenOptions,
): string {
  const names = [...new Set(references.map(({ name }) => name))];
  const copyOf = (name: string) => `${name}${hidden}copy`;
  const copies = names.map((name) => `${copyOf(name)} = ${rename(name)}`);
  const giveBack = [...written].map((name) => `${rename(name)} = ${copyOf(name)};`).join(" ");
  const tick = `if (++${clock} > ${mostRounds}) { ${clock} = 0; ${giveBack} }`;

  const code = new MagicString(source);
  eraseTypes(code, source, { type: "Program", start: 0, end: source.length, body: [loop] });
  for (const { identifier, name } of references)
    code.update(identifier.start, nameEnd(identifier, source), copyOf(name));
  const short = new Set<string>();
  for (const inner of loopsOf(loop)) {
    const body = child(inner, "body");
    if (body === null) continue;
    const array = hasLabel(loop) ? null : walkedArray(inner);
    if (array !== null) {
      // No counting in it, which would take longer than its work: its rounds count at once.
      short.add(array);
      if (inner === loop) continue;
      code.prependRight(inner.start, `{ ${clock} += ${copyOf(array)}.length; `);
      code.appendLeft(inner.end, " }");
      continue;
    }
    code.prependRight(body.start, `{ ${tick} `);
    code.appendLeft(body.end, " }");
  }

  const tests = names.map((name) => {
    if (arrays.has(name)) {
      const isShort = short.has(name) ? ` && ${rename(name)}.length <= ${mostElements}` : "";
      return `${yieldsNumbers}(${rename(name)})${isShort}`;
    }
    const kind = `typeof ${rename(name)}`;
    return `(${kind} === "number" || ${kind} === "undefined")`;
  });
  // A variable in its dead zone throws when it is asked for: leave that to the loop itself.
  const isFit = `(() => { try { return ${tests.join(" && ")}; } catch { return false; } })()`;
  const hastened = code.slice(loop.start, loop.end);
  return `if (${isFit}) { let ${copies.join(", ")}, ${clock} = 0; ${hastened}\n${giveBack} } else `;
}

/** The name of the array that an innermost for-of walks over. */
function walkedArray(loop: SyntaxNode): string | null {
  const right = child(loop, "right");
  if (loop.type !== "ForOfStatement" || right === null || loopsOf(loop).length > 1) return null;
  return text(withoutTypes(right), "name");
}

function hasLabel(node: SyntaxNode): boolean {
  let has = node.type === "LabeledStatement";
  eachChild(node, (inner) => {
    has ||= hasLabel(inner);
  });
  return has;
}
