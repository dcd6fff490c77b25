/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Marks in the table of contents the section that is being read. */
export function highlightCurrentSection(): void {
  const links = new Map<string, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>("nav.contents a")) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  if (links.size === 0) return;
  const headings = [...document.querySelectorAll<HTMLElement>("main :is(h2, h3)[id]")];
  let waiting = false;
  const follow = () => {
    waiting = false;
    const read = headings.findLast((heading) => heading.getBoundingClientRect().top < 120);
    for (const [id, link] of links) {
      if (id === read?.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const soon = () => {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  };
  addEventListener("scroll", soon, { passive: true });
  // On a small screen the open list would cover what the reader chose to see.
  document.querySelector(".contents")?.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) {
      document.querySelector(".contents details")?.removeAttribute("open");
    }
  });
  soon();
}
