/// <reference lib="dom" />
import type { Documentation } from "./notebook-names.ts";
import { showCode } from "./static-code.ts";

/** What stands beside a name that can be completed: its signature, and what it is for. */
export function documentationCard({ signature, summary }: Documentation): HTMLElement {
  const card = document.createElement("div");
  const code = document.createElement("code");
  showCode(code, signature, "typescript");
  const text = document.createElement("p");
  text.textContent = summary;
  card.append(code, text);
  return card;
}
