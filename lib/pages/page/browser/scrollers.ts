/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

const SCROLL_BOXES =
  "main :is(pre, .table, .html, .equation, .formula, p:has(> math[display='block']))";

/** The page's own boxes, and those that an author's attribute or sheet lets scroll. */
function* scrollBoxes(): Generator<Element> {
  yield* document.querySelectorAll(`${SCROLL_BOXES}, main [style*="overflow"]`);
  for (const { shadowRoot } of document.querySelectorAll(".own-styles > div")) {
    for (const element of shadowRoot?.querySelectorAll("*") ?? []) {
      if (/auto|scroll/.test(getComputedStyle(element).overflow)) yield element;
    }
  }
}

/** Only what really scrolls is a stop for the Tab key; without scripts every box is. */
export function makeScrollersFocusable(): void {
  const tend = (box: Element) => {
    const scrolls =
      box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    if (scrolls) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
  };
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) tend(target);
  });
  for (const box of scrollBoxes()) observer.observe(box);
}
