const NAMES = new Map([
  ["live-notebook", "sources and names"],
  ["live-ui", "editor and outputs"],
  ["live-worker", "compiler and host"],
  ["live-lowering", "lowering"],
  ["live-modules", "packages"],
  ["plotly", "figures"],
]);

/**
 * The bytes of a page, by its parts.
 * @param {string} html
 * @returns {Map<string, number>}
 */
export function weighPage(html) {
  const parts = new Map([["text, styles, pictures", Buffer.byteLength(html)]]);
  for (const [element, given = ""] of html.matchAll(/<script([^>]*)>[\s\S]*?<\/script>/g)) {
    const id = /id="([^"]*)"/.exec(given)?.[1];
    const name = given.includes("live-data") ? "data" : NAMES.get(id ?? "");
    if (name === undefined) continue;
    const bytes = Buffer.byteLength(element);
    parts.set(name, (parts.get(name) ?? 0) + bytes);
    parts.set("text, styles, pictures", (parts.get("text, styles, pictures") ?? 0) - bytes);
  }
  return parts;
}
