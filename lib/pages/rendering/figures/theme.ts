/// <reference lib="dom" />

/** Whether the page is dark now: by the reader's choice, else by the system's. */
export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? system().matches : chosen === "dark";
}

/** Calls back after every change of the theme, whichever script makes it. */
export function onTheme(listener: () => void): void {
  const chosen = new MutationObserver(listener);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  system().addEventListener("change", listener);
}

function system(): MediaQueryList {
  return matchMedia("(prefers-color-scheme: dark)");
}
