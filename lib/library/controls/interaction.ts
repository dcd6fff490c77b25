import {
  consoleText,
  type Displayable,
  displaySymbol,
  isDisplayable,
  type MimeBundle,
  type MimeMetadata,
  metadataOf,
  withMetadata,
} from "../display/index.ts";
import type { Control } from "./control.ts";
import { INTERACT_TYPE } from "./convention.ts";

/** The controls of an `interact`, by their names. */
export type Controls = Readonly<Record<string, Control<unknown>>>;

/** What is asked for: a value for each control, in the form in which controls read it. */
export type Sent = Readonly<Record<string, unknown>>;

/** What an interaction drew, for a message. */
export interface Drawn {
  readonly data: MimeBundle;
  readonly metadata: MimeMetadata;
}

/** Controls and what is drawn from their values. It shows itself with the values at the start. */
export class Interaction implements Displayable {
  readonly #id: string;
  readonly #controls: Controls;
  readonly #render: (values: never) => unknown;

  constructor(id: string, controls: Controls, render: (values: never) => unknown) {
    this.#id = id;
    this.#controls = controls;
    this.#render = render;
  }

  async [displaySymbol](): Promise<MimeBundle> {
    const start = Object.entries(this.#controls).map(([name, { spec }]) => [name, spec.value]);
    const bundle = await this.#bundleFor(Object.fromEntries(start));
    const controls = Object.entries(this.#controls).map(([name, { spec, label }]) => ({
      name,
      label: label ?? name,
      ...spec,
    }));
    const interact = { version: 1, id: this.#id, controls };
    return withMetadata({ ...bundle, [INTERACT_TYPE]: interact }, metadataOf(bundle));
  }

  /** What these values draw. */
  async draw(sent: Sent): Promise<Drawn> {
    const data = await this.#bundleFor(sent);
    return { data, metadata: metadataOf(data) };
  }

  async #bundleFor(sent: Sent): Promise<MimeBundle> {
    const entries = Object.entries(this.#controls);
    const values = entries.map(([name, control]) => [name, control.read(name, sent[name])]);
    const drawn = await this.#render(Object.fromEntries(values) as never);
    if (drawn === undefined) {
      throw new TypeError("interact: render must give back what to show, got undefined");
    }
    return isDisplayable(drawn) ? drawn[displaySymbol]() : { "text/plain": consoleText(drawn) };
  }
}
