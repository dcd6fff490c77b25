/** What a terminal's text looks like: the parameters that are in force, by what they change. */
export interface Style {
  readonly weight?: string;
  readonly faint?: string;
  readonly italic?: string;
  readonly underline?: string;
  readonly inverse?: boolean;
  readonly text?: string;
  readonly ground?: string;
}

/** The style after one sequence `ESC [ … m`. */
export function readStyle(parameters: string, before: Style): Style {
  let style = before;
  const codes = parameters.split(/[;:]/).map(Number);
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const length = codes[at + 1] === 5 ? 3 : 5;
      const value = codes.slice(at, at + length).join(";");
      style = { ...style, [code === 38 ? "text" : "ground"]: value };
      at += length - 1;
    } else style = { ...style, ...change(code) };
    if (code === 0) style = {};
  }
  return style;
}

function change(code: number): Style {
  if (code === 1) return { weight: "1" };
  if (code === 2) return { faint: "2" };
  if (code === 3) return { italic: "3" };
  if (code === 4) return { underline: "4" };
  if (code === 7) return { inverse: true };
  if (code === 22) return { weight: "", faint: "" };
  if (code === 23) return { italic: "" };
  if (code === 24) return { underline: "" };
  if (code === 27) return { inverse: false };
  if (code === 39) return { text: "" };
  if (code === 49) return { ground: "" };
  if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) return { text: `${code}` };
  if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) return { ground: `${code}` };
  return {};
}

/** The sequence that makes a style; empty for the plain one. Inverse is written as its colours. */
export function styleCode(style: Style): string {
  const { weight, faint, italic, underline, inverse, text = "", ground = "" } = style;
  // What is inverse without a colour of its own stands on grey.
  const colors = inverse ? [asText(ground), asGround(text) || "100"] : [text, ground];
  const codes = [weight, faint, italic, underline, ...colors].filter(Boolean);
  return codes.length === 0 ? "" : `\u001b[${codes.join(";")}m`;
}

function asGround(text: string): string {
  return text.startsWith("38;") ? text.replace("38", "48") : text && `${Number(text) + 10}`;
}

function asText(ground: string): string {
  return ground.startsWith("48;") ? ground.replace("48", "38") : ground && `${Number(ground) - 10}`;
}
