/** One token: its text, whether it is a name, its bracket depth, whether a line break precedes. */
interface Token {
  text: string;
  isName: boolean;
  depth: number;
  onNewLine: boolean;
}

const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const REGULAR_EXPRESSION = /\/(?:\\.|\[(?:\\.|[^\]\\\r\n])*\]|[^/\\[\r\n])+\/[a-z]*/y;
const SKIPPED = /\s+|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const STRING = /"(?:\\[\s\S]|[^"\\\r\n])*"?|'(?:\\[\s\S]|[^'\\\r\n])*'?/y;
const NUMBER = /\d[\w.]*/y;

/** Where the template that begins at `start` ends; its expressions are skipped too. */
function templateEnd(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== "`") {
    if (source[at] === "\\") at += 2;
    else if (source.startsWith("${", at)) {
      let open = 1;
      at += 2;
      while (at < source.length && open > 0) {
        if (source[at] === "`") at = templateEnd(source, at);
        else {
          if (source[at] === "{") open++;
          if (source[at] === "}") open--;
          at++;
        }
      }
    } else at++;
  }
  return at + 1;
}

function tokens(source: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  let depth = 0;
  let onNewLine = true;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  const push = (text: string, isName: boolean, length = text.length) => {
    found.push({ text, isName, depth, onNewLine });
    onNewLine = false;
    at += length;
  };
  while (at < source.length) {
    const skipped = match(SKIPPED);
    if (skipped !== undefined) {
      if (/[\r\n]/.test(skipped)) onNewLine = true;
      at += skipped.length;
      continue;
    }
    const name = match(NAME);
    if (name !== undefined) {
      push(name, true);
      continue;
    }
    const literal = match(STRING) ?? match(NUMBER);
    if (literal !== undefined) {
      push('"', false, literal.length);
      continue;
    }
    const character = source[at] ?? "";
    if (character === "`") {
      push('"', false, templateEnd(source, at) - at);
      continue;
    }
    const before = found.at(-1);
    const isOperandBefore = before && (before.isName || /^[)\]}"]$/.test(before.text));
    const expression =
      character === "/" && !isOperandBefore ? match(REGULAR_EXPRESSION) : undefined;
    if (expression !== undefined) {
      push('"', false, expression.length);
      continue;
    }
    if (/[)\]}]/.test(character)) depth = Math.max(0, depth - 1);
    push(character, false);
    if (/[([{]/.test(character)) depth++;
  }
  return found;
}

const NAMED = new Set(["function", "class", "interface", "type", "enum", "namespace", "module"]);
const STATEMENTS = new Set([...NAMED, "const", "let", "var", "using", "import", "export", "if"]);

/** The names that the pattern or name at `index` binds, and the index behind it. */
function binding(list: Token[], index: number, names: Set<string>): number {
  const first = list[index];
  if (!first) return index + 1;
  if (first.isName) {
    names.add(first.text);
    return index + 1;
  }
  if (first.text !== "{" && first.text !== "[") return index + 1;
  let at = index + 1;
  let isDefault = false;
  let defaultDepth = 0;
  for (; at < list.length; at++) {
    const token = list[at];
    if (!token || token.depth <= first.depth) break;
    if (isDefault && (token.depth < defaultDepth || token.text === ",")) {
      if (token.depth <= defaultDepth) isDefault = false;
    }
    if (isDefault) continue;
    if (token.text === "=") {
      isDefault = true;
      defaultDepth = token.depth;
    } else if (token.isName && list[at + 1]?.text !== ":") names.add(token.text);
  }
  return at + 1;
}

/** The names that `const`, `let`, `var` or `using` at `index` declares, with all its declarators. */
function declarators(list: Token[], index: number, names: Set<string>): number {
  let at = binding(list, index + 1, names);
  for (; at < list.length; at++) {
    const token = list[at];
    const before = list[at - 1];
    if (!token || token.depth > 0) continue;
    if (token.text === ";" || (token.isName && STATEMENTS.has(token.text))) break;
    const isOperandBefore = before?.isName || /^[)\]}"]$/.test(before?.text ?? "");
    if (token.onNewLine && isOperandBefore && (token.isName || token.text === '"')) break;
    if (token.text === ",") at = binding(list, at + 1, names) - 1;
  }
  return at - 1;
}

/** The names that the `import` at `index` binds. */
function importClause(list: Token[], index: number, names: Set<string>): number {
  let at = index + 1;
  for (; at < list.length; at++) {
    const token = list[at];
    if (!token || token.text === "from" || token.text === '"' || token.text === ";") break;
    if (token.text === "(" || token.text === "." || token.text === "=") break;
    const next = list[at + 1]?.text;
    if (token.isName && next !== "as" && token.text !== "as") names.add(token.text);
  }
  names.delete("type");
  return at;
}

/**
 * A guess, without a parser, of the names that a cell declares at its top level. It also works on
 * text that does not parse; where it is wrong, the checker's answer tells.
 */
export function declaredNames(source: string): Set<string> {
  const names = new Set<string>();
  const list = tokens(source);
  for (let at = 0; at < list.length; at++) {
    const token = list[at];
    if (!token?.isName || token.depth > 0 || list[at - 1]?.text === ".") continue;
    const next = list[at + 1];
    if (token.text === "import") at = importClause(list, at, names);
    else if (token.text === "const" && next?.text === "enum") continue;
    else if (/^(?:const|let|var|using)$/.test(token.text)) {
      if (next?.isName || next?.text === "{" || next?.text === "[") {
        at = declarators(list, at, names);
      }
    } else if (NAMED.has(token.text)) {
      const name = next?.text === "*" ? list[at + 2] : next;
      if (name?.isName && !name.onNewLine) names.add(name.text);
    }
  }
  return names;
}

/** Every word of a cell that could be the mention of a name, those in strings too. */
export function mentionedNames(source: string): Set<string> {
  return new Set(source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
}

/** The names that a cell may add to the global scope: all that it declares anywhere in it. */
export function globalNames(source: string): Set<string> {
  const declarations = source.matchAll(
    /\b(?:var|let|const|function|class|interface|type|namespace|module|enum)\s+["']?([\w$./@-]+)/g,
  );
  return new Set([...declarations].map(([, name]) => name ?? ""));
}
