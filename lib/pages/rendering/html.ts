const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that stands for itself in HTML, between tags and between quotes of either kind. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** JSON that can stand inside a script element: nothing in it ends the element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** ` name="value"` for every attribute that has a value; true stands for a bare name. */
export function attributes(
  values: Record<string, string | number | boolean | undefined | null>,
): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(`${value}`)}"`))
    .join("");
}

/** The attributes of the box in which a table scrolls. */
export const TABLE_BOX = { class: "table", role: "group", "aria-label": "Table", tabindex: "0" };

/** What a reader sees of some HTML: its text, on one line. */
export function textContent(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => {
      return Object.keys(ENTITIES).find((key) => ENTITIES[key] === entity) ?? entity;
    })
    .replace(/\s+/g, " ")
    .trim();
}
