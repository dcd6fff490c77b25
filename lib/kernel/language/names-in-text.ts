/**
 * What a text seems to say of names, without a parser. A parse takes five times as long as a look at
 * the text, and the check would have to wait for it; nor is there one of a cell that is being
 * typed. Where the look is wrong, the checker's answer tells (see `correctDraft`); what a cell
 * really declares the compiler says once it has run (see `LanguageService.publish`).
 */

const NAME = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;

/** Comments, strings, templates and regular expressions. */
const SKIPPED = [
  String.raw`\/\/[^\r\n]*`,
  String.raw`\/\*[\s\S]*?(?:\*\/|$)`,
  String.raw`"(?:\\[\s\S]|[^"\\\r\n])*"?`,
  String.raw`'(?:\\[\s\S]|[^'\\\r\n])*'?`,
  // One template within another is enough: a look need not be right.
  String.raw`\x60(?:\\[\s\S]|\$\{(?:[^\x60{}]|\x60(?:\\[\s\S]|[^\x60\\])*\x60|\{[^{}]*\})*\}|[^\x60\\])*\x60?`,
  String.raw`(?<=(?:^|[=(,:;!&|?{}[\r\n])\s*)\/(?:\\.|\[(?:\\.|[^\]\\\r\n])*\]|[^/\\[\r\n])+\/`,
];

/** What comes before a declared name, or before a pattern. */
const KEYWORDS = [
  String.raw`(?:const(?!\s+enum\b)|let|var|using)\s+`,
  String.raw`(?:class|interface|type|enum|namespace|module)[^\S\r\n]+`,
  String.raw`function\b\s*\*?\s*`,
];

const TOKEN = new RegExp(
  [
    ...SKIPPED,
    "(?<open>[([{])|(?<close>[)\\]}])",
    `(?<![.<\\p{ID_Continue}$])(?:${KEYWORDS.join("|")})(?<name>${NAME})`,
    // Another declarator of the same statement.
    `,\\s*(?<another>${NAME})(?=\\s*(?:[=:!;,]|$|[\\r\\n]))`,
    String.raw`(?:(?<![.<\p{ID_Continue}$])(?:const|let|var)|,)\s*(?=(?<pattern>[{[]))`,
    "(?<![.\\p{ID_Continue}$])import\\s+(?<clause>[^\"'`();=]*?)\\s*(?:\\bfrom\\b|=)",
  ].join("|"),
  "gu",
);

/** The names that a cell seems to declare at its top level. */
export function declaredNames(source: string): Set<string> {
  const names = new Set<string>();
  let depth = 0;
  for (const { 0: token, index, groups = {} } of source.matchAll(TOKEN)) {
    const { open, close, name, another, pattern, clause } = groups;
    if (open !== undefined) depth += 1;
    else if (close !== undefined) depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    const declared = name ?? another;
    if (declared !== undefined) names.add(declared);
    if (pattern !== undefined) addBound(bracketed(source, index + token.length), names);
    if (clause !== undefined) addImported(clause, names);
  }
  return names;
}

/** The text from a bracket up to the one that closes it. */
function bracketed(source: string, start: number): string {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at);
    if (/[([{]/.test(character)) depth += 1;
    else if (/[)\]}]/.test(character) && --depth === 0) return source.slice(start, at);
  }
  return source.slice(start);
}

/** Adds what a pattern binds: not the names of properties that are bound to others, nor defaults. */
function addBound(pattern: string, names: Set<string>): void {
  const withoutDefaults = pattern.replace(/=\s*[^,{}[\]]+/g, "");
  for (const [name, colon] of withoutDefaults.matchAll(
    /[\p{ID_Start}$_][\p{ID_Continue}$]*(\s*:)?/gu,
  ))
    if (colon === undefined) names.add(name);
}

/** Adds what stands between `import` and `from`: not the names that `as` replaces. */
function addImported(clause: string, names: Set<string>): void {
  for (const [name, as] of clause.matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*(\s+as\b)?/gu))
    if (as === undefined && name !== "as" && name !== "type") names.add(name);
}

/** Every word of a cell that could be the mention of a name, those in strings too. */
export function mentionedNames(source: string): Set<string> {
  return new Set(source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
}

/** Whether a cell adds to the global scope. */
export function addsGlobals(source: string): boolean {
  return /\bdeclare\s+(?:global|module)\b/.test(source);
}

/** The names that such a cell may add: all that it declares anywhere in it. */
export function globalNames(source: string): Set<string> {
  const declarations = source.matchAll(
    /\b(?:var|let|const|function|class|interface|type|namespace|module|enum)\s+["']?([\w$./@-]+)/g,
  );
  return new Set([...declarations].map(([, name]) => name ?? ""));
}
