import type { ControlSpec } from "dropout-lab/controls";

/** The type under which the library's `interact` stores its controls. */
export const INTERACT_TYPE = "application/vnd.dropout-lab.interact+json";

interface Named {
  /** The key of its value in what is asked for. */
  readonly name: string;
  readonly label: string;
}

/** A control as the library describes it. */
export type ControlData = Named & ControlSpec;

/** The values of controls by their names, in the form in which the library reads them. */
export type ControlValues = Readonly<Record<string, number | boolean>>;

/** What an `interact` shows beside what it drew. */
export interface InteractData {
  /** Under which the library finds it. */
  readonly id: string;
  readonly controls: readonly ControlData[];
}

/** What is stored under `INTERACT_TYPE`; undefined for what holds no controls that can be drawn. */
export function readInteract(stored: unknown): InteractData | undefined {
  const { id, controls } = (stored ?? {}) as Partial<InteractData>;
  if (typeof id !== "string" || !Array.isArray(controls)) return undefined;
  return controls.every(isControl) ? { id, controls } : undefined;
}

function isControl(one: unknown): one is ControlData {
  const control = (one ?? {}) as Record<string, unknown>;
  const are = (type: string, ...names: string[]) =>
    names.every((name) => typeof control[name] === type);
  const mayBe = (type: string, ...names: string[]) =>
    names.every((name) => control[name] === undefined || are(type, name));
  if (!are("string", "name", "label")) return false;
  switch (control.kind) {
    case "slider":
      return are("number", "min", "max", "step", "value");
    case "number":
      return are("number", "value") && mayBe("number", "min", "max", "step");
    case "select":
      return (
        are("number", "value") &&
        Array.isArray(control.options) &&
        control.options.every((option) => typeof option === "string")
      );
    case "toggle":
      return are("boolean", "value");
    case "button":
      return are("number", "value");
    default:
      return false;
  }
}
