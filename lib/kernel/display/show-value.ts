import { types } from "node:util";
import type { DisplayData } from "../link/messages.ts";
import { base64Of } from "./base64.ts";
import type { Displayable, MimeBundle } from "./display-convention.ts";
import { displaySymbol, isDisplayable, metadataOf } from "./display-convention.ts";
import { inspectValue } from "./inspect-value.ts";
import { ownLook } from "./own-look.ts";
import { proxyTarget } from "./proxy-target.ts";

/** How `showValue` shows. */
export interface ShowOptions {
  /** Hears what a faulty display method throws; the value's text is shown then. */
  failed: (error: unknown) => void;
  /** Whether the text has Node's colours. */
  colors: boolean;
}

/** What a value looks like: what its own `Symbol.for("Jupyter.display")` gives, else its own look. */
export function showValue(
  value: unknown,
  options: ShowOptions,
): DisplayData | Promise<DisplayData> {
  const fail = (error: unknown): DisplayData | Promise<DisplayData> => {
    // A proxy has whatever it is asked for: its method need not be one.
    if (!types.isProxy(value)) options.failed(error);
    return withoutMethod(value, options);
  };
  const finish = (bundle: MimeBundle): DisplayData | Promise<DisplayData> => {
    try {
      return fromBundle(bundle);
    } catch (error) {
      return fail(error);
    }
  };
  if (!showsItself(value)) return withoutMethod(value, options);
  let bundle: MimeBundle | Promise<MimeBundle>;
  try {
    bundle = value[displaySymbol]();
  } catch (error) {
    return fail(error);
  }
  return types.isPromise(bundle)
    ? (bundle as Promise<MimeBundle>).then(finish, fail)
    : finish(bundle as MimeBundle);
}

/** Of a proxy that shows nothing no trap runs: it may print, throw, or have what it is asked for. */
function showsItself(value: unknown): value is Displayable {
  const isShown = !types.isProxy(value) || isDisplayable(proxyTarget(value as object));
  return isShown && isDisplayable(value);
}

/** A bundle as it can be sent: JSON only, its metadata beside it. */
export function fromBundle(
  bundle: MimeBundle,
  metadata: Record<string, unknown> = {},
): DisplayData {
  if (typeof bundle !== "object" || bundle === null || Array.isArray(bundle)) {
    throw new TypeError(`display: must give an object of MIME types, got ${inspectValue(bundle)}`);
  }
  const data: Record<string, unknown> = {};
  for (const [mime, content] of Object.entries(bundle)) {
    if (content === undefined) continue;
    data[mime] = content instanceof Uint8Array ? base64Of(content) : content;
  }
  // Through JSON here, where an error still belongs to the learner's value.
  return JSON.parse(JSON.stringify({ data, metadata: { ...metadataOf(bundle), ...metadata } }));
}

/** What a value without a display method looks like. */
function withoutMethod(
  value: unknown,
  { colors }: ShowOptions,
): DisplayData | Promise<DisplayData> {
  const shown = (look: MimeBundle | undefined): DisplayData => ({
    // An element has a short text, since Node's would show all that its library keeps in it.
    data: { "text/plain": look?.["text/plain"] ?? inspectValue(value, { colors }), ...look },
    metadata: {},
  });
  const look = ownLook(value, inspectValue);
  return types.isPromise(look)
    ? (look as Promise<MimeBundle | undefined>).then(shown)
    : shown(look as MimeBundle | undefined);
}
