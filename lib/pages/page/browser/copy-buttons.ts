/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Gives every box of code a button that copies its text. */
export function addCopyButtons(): void {
  for (const box of document.querySelectorAll<HTMLElement>(".code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    const name = box.querySelector("pre")?.getAttribute("aria-label");
    button.setAttribute("aria-label", name ? `Copy the ${name.toLowerCase()}` : "Copy the code");
    button.addEventListener("click", () => {
      void copy(box.querySelector("code")?.textContent ?? "").then((done) => {
        button.textContent = done ? "Copied" : "Not copied";
        setTimeout(() => {
          button.textContent = "Copy";
        }, 1500);
      });
    });
    box.append(button);
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
