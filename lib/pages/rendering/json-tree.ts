import { escapeHtml } from "./html.ts";

/** What is larger or deeper is read as a text more easily. */
const MAX_VALUES = 2000;
const MAX_DEPTH = 60;

/** How many entries a part may have that is open at first. */
const OPEN_ENTRIES = 10;

/** JSON as a tree whose parts open and close, without a script; undefined for what has no parts, or too many. */
export function jsonTree(value: unknown): string | undefined {
  if (!isParted(value) || size(value, 0) > MAX_VALUES) return undefined;
  return `<div class="json">${part(value, "", 0)}</div>`;
}

function isParted(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** How many values there are, or more than may be if they are too deep. */
function size(value: unknown, depth: number): number {
  if (!isParted(value)) return 1;
  if (depth >= MAX_DEPTH) return Number.POSITIVE_INFINITY;
  let count = 1;
  for (const one of Object.values(value)) {
    count += size(one, depth + 1);
    if (count > MAX_VALUES) break;
  }
  return count;
}

function part(value: object, name: string, depth: number): string {
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  const count = `${entries.length} ${isList ? "item" : "key"}${entries.length === 1 ? "" : "s"}`;
  const isOpen = depth === 0 || (depth === 1 && entries.length <= OPEN_ENTRIES);
  const inside = entries.map(([key, one]) => {
    const label = `<span class="${isList ? "index" : "hljs-attr"}">${escapeHtml(key)}</span>: `;
    return `<li>${isParted(one) ? part(one, label, depth + 1) : label + leaf(one)}</li>`;
  });
  return `<details${isOpen ? " open" : ""}><summary>${name}<span class="count">${isList ? "[…]" : "{…}"} ${count}</span></summary><ul>${inside.join("")}</ul></details>`;
}

function leaf(value: unknown): string {
  const kind =
    typeof value === "string" ? "string" : typeof value === "number" ? "number" : "literal";
  return `<span class="hljs-${kind}">${escapeHtml(JSON.stringify(value) ?? "null")}</span>`;
}
