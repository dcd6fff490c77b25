/// <reference lib="dom" />
import { isDark, onTheme } from "../../rendering/index.ts";

const STORAGE_KEY = "dropout-lab-theme";

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
