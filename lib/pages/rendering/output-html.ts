import type { Bundle, OutputContext, Shown } from "./bundle.ts";
import { textContent } from "./html.ts";

/** Beyond this, in characters, HTML is not taken apart and the next best type is shown. */
const MAX_HTML = 4_000_000;

/** An output's HTML without what acts or loads, or why nothing is left to show. */
export async function showHtml(bundle: Bundle, { prose, warn }: OutputContext): Promise<Shown> {
  const source = `${bundle.data["text/html"]}`;
  if (source.trim() === "") return { fault: "is empty" };
  if (source.length > MAX_HTML) return { fault: "is too long to be shown" };
  const said: string[] = [];
  const cell = { warn: (sentence: string) => void said.push(sentence) };
  const isShadowed = /<style\b/i.test(source);
  const cleaned = await prose.clean(source, cell, isShadowed);
  const { html, css, hadScripts, hadFrames } = cleaned;
  const hasPicture = Object.keys(bundle.data).some((type) => type.startsWith("image/"));
  // A script or a frame was all there was; or a picture shows more than what is left.
  if (hadFrames && isBlank(html)) {
    return { fault: "is a page of its own in a frame, which this page does not take in" };
  }
  if (hadScripts && (isBlank(html) || hasPicture)) {
    return { fault: "is drawn by a script of its own, which this page does not run" };
  }
  if (isBlank(html)) return { fault: ["shows nothing", ...said].join("; ") };
  for (const sentence of said) warn(`in an output (text/html): ${sentence}`);
  const inside = css === "" ? html : inShadow(html, cleaned);
  const ground = css === "" && cleaned.needsLight ? " light" : "";
  return {
    html: `<div class="html${ground}" role="group" aria-label="Output" tabindex="0">${inside}</div>`,
  };
}

/** Whether some clean HTML shows nothing. */
export function isBlank(html: string): boolean {
  // A line or a table's frame is nothing to look at by itself, but somebody meant it.
  return !/<(?:img|svg|video|audio|hr|table|math|input)\b/i.test(html) && textLeft(html) === "";
}

/** HTML with style sheets that reach nothing else; they may say what they want about their host. */
function inShadow(html: string, { css, needsLight }: { css: string; needsLight: boolean }): string {
  const sheets = `<style>${SHADOW_STYLES}</style><style>${css}</style>`;
  return `<div class="own-styles${needsLight ? " light" : ""}"><div><template shadowrootmode="open">${sheets}${html}</template></div></div>`;
}

/** The text that is left of some HTML, but for sentences that only ask for trust. */
function textLeft(html: string): string {
  return textContent(html).replace(
    /^Make this Notebook Trusted to load map: File -> Trust Notebook$/i,
    "",
  );
}

/** What is needed where the page's own styles do not reach. */
const SHADOW_STYLES =
  "table{border-collapse:collapse;font:inherit}th,td{padding:.3em .7em;text-align:end;unicode-bidi:plaintext}" +
  "tbody tr{border-top:1px solid var(--line)}caption{text-align:start}a{color:var(--link)}" +
  "img,svg,video{max-width:100%}:where(svg:not(.icon,[fill=currentColor i],[stroke=currentColor i])){background:var(--paper,#fff);color:var(--paper-ink,#20242a);color-scheme:light}" +
  "pre,code,kbd,samp,tt,var,svg{direction:ltr;unicode-bidi:isolate}pre{text-align:left;overflow-x:auto}" +
  "@media print{th,td{padding:.1em .2em;overflow-wrap:anywhere}}";
