/// <reference lib="dom" />
import type { ControlData, ControlValues } from "./interact-data.ts";

/** One control as the reader sees it. */
interface Drawn {
  readonly element: HTMLElement;
  /** What it stands at; undefined while a number is being typed that it cannot have. */
  value(): number | boolean | undefined;
}

let count = 0;

/**
 * Draws controls as the browser's own inputs, each with its label and the value where it stands, into
 * a group that can be disabled as one. `changed` is told all values after every move.
 */
export function drawControls(
  controls: readonly ControlData[],
  { label, changed }: { readonly label: string; readonly changed: (values: ControlValues) => void },
): HTMLFieldSetElement {
  const group = document.createElement("fieldset");
  group.className = "controls";
  group.setAttribute("aria-label", label);
  const known: Record<string, number | boolean> = {};
  for (const control of controls) {
    known[control.name] = control.value;
    const drawn = drawOne(control, () => {
      const value = drawn.value();
      if (value === undefined) return;
      known[control.name] = value;
      changed({ ...known });
    });
    group.append(drawn.element);
  }
  return group;
}

function drawOne(control: ControlData, moved: () => void): Drawn {
  switch (control.kind) {
    case "slider":
      return slider(control, moved);
    case "number":
      return number(control, moved);
    case "select":
      return select(control, moved);
    case "toggle":
      return toggle(control, moved);
    case "button":
      return button(control, moved);
  }
}

type Kind<K extends ControlData["kind"]> = Extract<ControlData, { kind: K }>;

function slider({ label, min, max, step, value }: Kind<"slider">, moved: () => void): Drawn {
  const input = makeInput("range");
  Object.assign(input, { min: `${min}`, max: `${max}`, step: `${step}`, value: `${value}` });
  const output = document.createElement("output");
  output.htmlFor.add(input.id);
  const digits = Math.max(decimals(min), decimals(step), decimals(value));
  const show = () => {
    output.value = input.valueAsNumber.toFixed(digits).replace("-", "−");
  };
  // As wide as the widest value, so that the slider stays under the finger.
  output.style.minInlineSize = `${Math.max(...[min, max].map((end) => end.toFixed(digits).length))}ch`;
  show();
  input.addEventListener("input", () => {
    show();
    moved();
  });
  return {
    element: row("slider", labelOf(input, label), input, output),
    value: () => input.valueAsNumber,
  };
}

function number({ label, min, max, step, value }: Kind<"number">, moved: () => void): Drawn {
  const input = makeInput("number");
  if (min !== undefined) input.min = `${min}`;
  if (max !== undefined) input.max = `${max}`;
  input.step = step === undefined ? "any" : `${step}`;
  input.value = `${value}`;
  input.inputMode = "decimal";
  const fault = document.createElement("span");
  fault.className = "fault";
  fault.id = `${input.id}-fault`;
  fault.setAttribute("role", "status");
  input.setAttribute("aria-describedby", fault.id);
  const faultOf = (given: number) => {
    if (Number.isNaN(given)) return "Type a number.";
    if (min !== undefined && given < min) return `At least ${min}.`;
    return max !== undefined && given > max ? `At most ${max}.` : "";
  };
  input.addEventListener("input", () => {
    fault.textContent = faultOf(input.valueAsNumber);
    input.setAttribute("aria-invalid", `${fault.textContent !== ""}`);
    moved();
  });
  return {
    element: row("number", labelOf(input, label), input, fault),
    value: () => (faultOf(input.valueAsNumber) === "" ? input.valueAsNumber : undefined),
  };
}

function select({ label, options, value }: Kind<"select">, moved: () => void): Drawn {
  const menu = document.createElement("select");
  menu.id = newId();
  for (const option of options) menu.append(new Option(option));
  menu.selectedIndex = value;
  menu.addEventListener("change", moved);
  return { element: row("select", labelOf(menu, label), menu), value: () => menu.selectedIndex };
}

function toggle({ label, value }: Kind<"toggle">, moved: () => void): Drawn {
  const input = makeInput("checkbox");
  input.checked = value;
  input.addEventListener("change", moved);
  return { element: row("toggle", input, labelOf(input, label)), value: () => input.checked };
}

function button({ label, value }: Kind<"button">, moved: () => void): Drawn {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  let clicks = value;
  element.addEventListener("click", () => {
    clicks += 1;
    moved();
  });
  return { element: row("button", element), value: () => clicks };
}

function row(kind: string, ...parts: HTMLElement[]): HTMLElement {
  const element = document.createElement("div");
  element.className = `control ${kind}`;
  element.append(...parts);
  return element;
}

function makeInput(type: string): HTMLInputElement {
  const input = document.createElement("input");
  input.type = type;
  input.id = newId();
  return input;
}

function labelOf(input: HTMLElement, text: string): HTMLLabelElement {
  const label = document.createElement("label");
  label.htmlFor = input.id;
  label.textContent = text;
  return label;
}

function newId(): string {
  count += 1;
  return `control-${count}`;
}

/** How many digits a number has behind the point. */
function decimals(value: number): number {
  const [, fraction = "", power = "0"] = /^-?\d+(?:\.(\d+))?(?:e(-?\d+))?$/.exec(`${value}`) ?? [];
  return Math.min(20, Math.max(0, fraction.length - Number(power)));
}
