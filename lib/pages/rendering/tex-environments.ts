import { balanced } from "./tex-groups.ts";

interface Environment {
  readonly begin: string;
  readonly end: string;
  /** How many arguments follow its name, and the first one if it may be left out. */
  readonly count: number;
  readonly optional: string | undefined;
}

const DEFINITION =
  /\\(?:re)?newenvironment\*?\s*\{([A-Za-z]+\*?)\}\s*(?:\[(\d)\])?\s*(?:\[([^\]]*)\])?\s*/g;

/** An environment inside itself, or a chain of them, is followed so far. */
const MAX_ROUNDS = 8;

/** The environments that a page defines by \newenvironment; each holds in all that follows. */
export class Environments {
  readonly #known = new Map<string, Environment>();

  /** TeX without definitions of environments, and with what the defined ones stand for. */
  expand(tex: string): string {
    let result = this.#withoutDefinitions(tex);
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const before = result;
      for (const [name, environment] of this.#known) result = replace(result, name, environment);
      if (result === before) break;
    }
    return result;
  }

  #withoutDefinitions(tex: string): string {
    let rest = "";
    let from = 0;
    for (const { 0: head, 1: name = "", 2: count, 3: optional, index } of tex.matchAll(
      DEFINITION,
    )) {
      const begin = balanced(tex, index + head.length);
      const after = index + head.length + begin.length;
      const blank = /^\s*/.exec(tex.slice(after))?.[0].length ?? 0;
      const end = balanced(tex, after + blank);
      if (begin === "" || end === "") continue;
      rest += tex.slice(from, index);
      from = after + blank + end.length;
      this.#known.set(name, {
        begin: begin.slice(1, -1),
        end: end.slice(1, -1),
        count: Number(count ?? 0),
        optional,
      });
    }
    return rest + tex.slice(from);
  }
}

function replace(tex: string, name: string, { begin, end, count, optional }: Environment): string {
  const opening = `\\begin{${name}}`;
  let result = "";
  let from = 0;
  for (let at = tex.indexOf(opening); at !== -1; at = tex.indexOf(opening, from)) {
    result += tex.slice(from, at);
    from = at + opening.length;
    const given: string[] = [];
    const first = optional === undefined ? null : /^\s*\[([^\]]*)\]/.exec(tex.slice(from));
    if (optional !== undefined) given.push(first?.[1] ?? optional);
    from += first?.[0].length ?? 0;
    while (given.length < count) {
      const group = balanced(tex, from);
      if (group === "") break;
      given.push(group.slice(1, -1));
      from += group.length;
    }
    result += `${begin.replace(/#(\d)/g, (_, one: string) => given[Number(one) - 1] ?? "")} `;
  }
  return (result + tex.slice(from)).replaceAll(`\\end{${name}}`, () => ` ${end}`);
}
