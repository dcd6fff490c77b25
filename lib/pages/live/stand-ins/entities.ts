/// <reference lib="dom" />
// In the place of the package `entities` in a page: the browser has the same table already.

const ENTITY = /^&[a-z][a-z0-9]*;$/i;

let textOf = (html: string): string => html;

/** Says how the page makes HTML that its parser takes. */
export function readEntitiesBy(policy: { createHTML(html: string): string }): void {
  const template = document.createElement("template");
  textOf = (html) => {
    template.innerHTML = policy.createHTML(html);
    return template.content.textContent ?? html;
  };
}

/** The characters of one entity such as `&amp;`; what is none stays as it is. */
export function decodeHTMLStrict(text: string): string {
  return ENTITY.test(text) ? textOf(text) : text;
}
