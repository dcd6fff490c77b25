/// <reference lib="dom" />
import { pagePolicy } from "./page-policy.ts";

/** Runs a script that the page carries: the content policy knows the hash of exactly its text. */
export function runScript(text: string): void {
  const script = document.createElement("script");
  script.textContent = pagePolicy.createScript(text);
  document.head.append(script);
  script.remove();
}
