import { shorten, terminalHtml } from "./terminal.ts";
import { settleScreen } from "./terminal-screen.ts";

/** What a program printed, as a terminal leaves it; a text that is too long is cut. */
export function terminalBlock(text: string, warn: (sentence: string) => void): string {
  const settled = settleScreen(text);
  const short = shorten(settled);
  if (short !== settled)
    warn(`a text of ${settled.length.toLocaleString("en")} characters is cut in the middle`);
  return `<pre tabindex="0">${terminalHtml(short)}</pre>`;
}
