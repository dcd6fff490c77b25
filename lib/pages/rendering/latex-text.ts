import { findMathematics } from "./find-mathematics.ts";
import { replaceCommand } from "./tex-groups.ts";

/** What Markdown has for LaTeX's commands of text. */
const MARKS: Readonly<Record<string, string>> = {
  textbf: "**",
  textit: "*",
  textsl: "*",
  emph: "*",
  texttt: "`",
};

/** LaTeX that is a text with formulas in it as Markdown. */
export function markdownOfLatex(tex: string): string {
  const commands = /\\(textbf|textit|textsl|emph|texttt)(?![A-Za-z])/g;
  return replaceCommand(tex, commands, 1, ([text = ""], [, name = ""]) => {
    const mark = MARKS[name] ?? "";
    return text.trim() === "" ? text : `${mark}${text.trim()}${mark}`;
  });
}

/** The commands of some LaTeX that stand outside of all formulas, each once. */
export function commandsIn(tex: string): string[] {
  const commands = new Set<string>();
  for (let at = 0; at < tex.length; at++) {
    if (tex[at] !== "$" && tex[at] !== "\\") continue;
    const bracket = /\\\[[\s\S]+?\\\]/y;
    bracket.lastIndex = at;
    const end = bracket.test(tex) ? bracket.lastIndex : findMathematics(tex, at)?.end;
    const command = /^\\[A-Za-z]+/.exec(tex.slice(at, at + 60))?.[0];
    if (end !== undefined) at = end - 1;
    else if (command !== undefined) commands.add(command);
    else if (tex[at] === "\\") at++;
  }
  return [...commands];
}
