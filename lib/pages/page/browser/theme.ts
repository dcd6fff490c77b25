/// <reference lib="dom" />

const STORAGE_KEY = "dropout-lab-theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners: (() => void)[] = [];

/** Whether the page is dark now: by the reader's choice, else by the system's. */
export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? system.matches : chosen === "dark";
}

/** Calls back after every change of the theme. */
export function onTheme(listener: () => void): void {
  listeners.push(listener);
}

/** Shows the button that changes between light and dark, and keeps the choice. */
export function addThemeButton(): void {
  const button = document.querySelector<HTMLButtonElement>("button.theme");
  if (button === null) return;
  const label = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `${button.textContent} theme`);
  };
  const changed = () => {
    label();
    for (const listener of listeners) listener();
  };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(STORAGE_KEY, theme);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    changed();
  });
  system.addEventListener("change", changed);
  label();
  button.hidden = false;
}
