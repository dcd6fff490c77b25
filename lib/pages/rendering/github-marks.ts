import type { Token } from "markdown-it";

const ALERTS: Record<string, string> = {
  note: "Note",
  tip: "Tip",
  important: "Important",
  warning: "Warning",
  caution: "Caution",
};

/** `> [!NOTE]` as GitHub shows it. */
export function markAlert(quote: Token, inside: Token[]): void {
  const inline = inside.find(({ type }) => type === "inline");
  const [first, ...rest] = inline?.children ?? [];
  const kind = /^\[!(\w+)\]$/.exec(first?.content.trim() ?? "")?.[1]?.toLowerCase() ?? "";
  const title = ALERTS[kind];
  if (title === undefined || first === undefined || inline === undefined) return;
  quote.attrSet("class", `alert alert-${kind}`);
  first.type = "alert_title";
  first.content = title;
  inline.children = [first, ...rest];
}

/** `- [x]` as a box, done or not. */
export function markTask(inside: Token[]): void {
  const first = inside.find(({ type }) => type === "inline")?.children?.[0];
  if (first?.type !== "text") return;
  first.content = first.content.replace(/^\[([ xX])\](?=\s)/, (_, done: string) => {
    return done === " " ? "☐" : "☑";
  });
}
