/** The group in braces that starts at an index, with its braces; empty if none does. */
export function balanced(tex: string, start: number): string {
  if (tex[start] !== "{") return "";
  let depth = 0;
  for (let at = start; at < tex.length; at++) {
    if (tex[at] === "\\") at++;
    else if (tex[at] === "{") depth++;
    else if (tex[at] === "}" && --depth === 0) return tex.slice(start, at + 1);
  }
  return "";
}

/**
 * Rewrites every command that a pattern finds, with the groups in braces that follow it.
 *
 * @param head what is found; it ends before the first group, blanks after it are skipped
 * @param count how many groups follow; a command with fewer stays as it is
 */
export function replaceCommand(
  tex: string,
  head: RegExp,
  count: number,
  write: (groups: readonly string[], found: RegExpExecArray) => string,
): string {
  let result = "";
  let from = 0;
  for (const found of tex.matchAll(head)) {
    if (found.index < from) continue;
    const groups: string[] = [];
    let at = found.index + found[0].length;
    while (groups.length < count) {
      while (/\s/.test(tex[at] ?? "")) at++;
      const group = balanced(tex, at);
      if (group === "") break;
      groups.push(group.slice(1, -1));
      at += group.length;
    }
    if (groups.length < count) continue;
    result += tex.slice(from, found.index) + write(groups, found);
    from = at;
  }
  return result + tex.slice(from);
}
