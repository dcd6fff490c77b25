/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { CHOICES, MOST_P, MOST_SEED, type Settings } from "../model/settings.ts";

/** The form's inputs: real ones, which it keeps equal to the settings. */
export class Controls {
  readonly #form: HTMLFormElement;

  /** `changed` is told each input's new settings, while a slider moves too. */
  constructor(form: HTMLFormElement, changed: (change: Partial<Settings>) => void) {
    this.#form = form;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
      const change = changeOf(event.target as HTMLInputElement | HTMLSelectElement);
      if (change !== undefined) changed(change);
    });
  }

  /** Shows settings in the inputs, but not in one that is being typed into. */
  show(settings: Settings): void {
    for (const name of [...Object.keys(CHOICES), "p", "seed"] as (keyof Settings)[]) {
      const input = this.#form.elements.namedItem(name);
      const text = `${settings[name]}`;
      if (input === null || input === document.activeElement) continue;
      if (input instanceof RadioNodeList || input instanceof HTMLSelectElement) input.value = text;
      else if (input instanceof HTMLInputElement) input.value = text;
    }
    const p = this.#form.querySelector("output[for=p]");
    if (p !== null) p.textContent = settings.p.toFixed(2);
  }
}

/** What an input says, or nothing while it holds what cannot be used. */
function changeOf({ name, value }: { name: string; value: string }): Partial<Settings> | undefined {
  if (name === "p") return { p: Math.min(MOST_P, Number(value)) };
  if (name === "seed") {
    return /^\d+$/.test(value) && Number(value) <= MOST_SEED ? { seed: Number(value) } : undefined;
  }
  return Object.hasOwn(CHOICES, name) ? { [name]: value } : undefined;
}
