/// <reference lib="dom" />

const STORAGE_KEY = "dropout-lab-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now: by the reader's choice, else by the system's. */
export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? system.matches : chosen === "dark";
}

/** Calls back after every change of the theme, whichever script makes it. */
export function onTheme(listener: () => void): void {
  const chosen = new MutationObserver(listener);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  system.addEventListener("change", listener);
}

/** Shows the button that changes between light and dark, and keeps the choice. */
export function addThemeButton(): void {
  const button = document.querySelector<HTMLButtonElement>("button.theme");
  if (button === null) return;
  const label = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `${button.textContent} theme`);
  };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(STORAGE_KEY, theme);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
  onTheme(label);
  label();
  button.hidden = false;
}
