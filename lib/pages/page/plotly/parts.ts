/**
 * What plotly.js can draw beside bars and lines, and what few figures ask for: a figure has it only if
 * its text has the word. Together they take a sixth of plotly.js.
 */
const WORDS = {
  updatemenus: /\bupdatemenus\b/,
  sliders: /\bsliders\b/,
  rangeselector: /\brangeselector\b/,
  rangeslider: /\brangeslider\b/,
  colorbar: /\b(?:colorbar|showscale|coloraxis)\b/,
  selections: /\b(?:dragmode|clickmode|selections)\b/,
  calendars: /calendar\b(?!\W{0,4}gregorian)/,
  colorSpaces: /\b(?:hwb|(?:ok)?l(?:ab|ch)|color)\(/,
};

export type FigurePart = keyof typeof WORDS;

/** What the figures in some texts may ask of plotly.js: their JSON, or code that makes them. */
export function figureParts(texts: readonly string[]): FigurePart[] {
  const parts = Object.keys(WORDS) as FigurePart[];
  return parts.filter((part) => texts.some((text) => WORDS[part].test(text)));
}
