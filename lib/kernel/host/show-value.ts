import { inspect } from "node:util";
import type { MimeBundle } from "../../display/index.ts";
import { displaySymbol, isDisplayable, metadataOf } from "../../display/index.ts";
import type { Shown } from "../link/messages.ts";
import { tableOf } from "./html-table.ts";

const LARGEST_TEXT = 1 << 20;

/** How `showValue` shows. */
export interface ShowOptions {
  /** Hears what a faulty display method throws; the value's text is shown then. */
  failed: (error: unknown) => void;
  /** Whether the text has Node's colours. */
  colors: boolean;
}

/** The text of a value as Node prints it, cut when huge; a value that cannot be printed says so. */
export function textOf(value: unknown, { colors = false } = {}): string {
  let text: string;
  try {
    text = inspect(value, { colors });
  } catch (error) {
    return `[a value that cannot be printed: ${safeMessage(error)}]`;
  }
  if (text.length <= LARGEST_TEXT) return text;
  // A cut could fall into the middle of a colour.
  if (colors) return textOf(value);
  // Nor may it leave the first half of a character behind.
  const kept = text.slice(0, LARGEST_TEXT).replace(/[\ud800-\udbff]$/, "");
  return `${kept}\n… ${text.length - kept.length} more characters`;
}

/** What a value looks like: what its own `Symbol.for("Jupyter.display")` gives, else its text. */
export function showValue(value: unknown, options: ShowOptions): Shown | Promise<Shown> {
  const { failed } = options;
  let bundle: MimeBundle | Promise<MimeBundle>;
  try {
    if (!isDisplayable(value)) return ownLook(value, options);
    bundle = value[displaySymbol]();
  } catch (error) {
    failed(error);
    return ownLook(value, options);
  }
  if (!(bundle instanceof Promise)) return finish(bundle, value, options);
  return bundle.then(
    (settled) => finish(settled, value, options),
    (error) => {
      failed(error);
      return ownLook(value, options);
    },
  );
}

/** A bundle as it can be sent: JSON only, its metadata beside it. */
export function fromBundle(bundle: MimeBundle, metadata: Record<string, unknown> = {}): Shown {
  if (typeof bundle !== "object" || bundle === null || Array.isArray(bundle)) {
    throw new TypeError(`display: must give an object of MIME types, got ${textOf(bundle)}`);
  }
  const data: Record<string, unknown> = {};
  for (const [mime, content] of Object.entries(bundle)) {
    if (content === undefined) continue;
    data[mime] = content instanceof Uint8Array ? Buffer.from(content).toString("base64") : content;
  }
  // Through JSON here, where an error still belongs to the learner's value.
  return JSON.parse(JSON.stringify({ data, metadata: { ...metadataOf(bundle), ...metadata } }));
}

function finish(bundle: MimeBundle, value: unknown, options: ShowOptions): Shown {
  try {
    return fromBundle(bundle);
  } catch (error) {
    options.failed(error);
    return ownLook(value, options);
  }
}

/** A value's look without a display method. */
function ownLook(value: unknown, { colors }: ShowOptions): Shown {
  const data: Shown["data"] = { "text/plain": textOf(value, { colors }) };
  const table = safeTable(value);
  if (table !== undefined) data["text/html"] = table;
  return { data, metadata: {} };
}

function safeTable(value: unknown): string | undefined {
  try {
    return tableOf(value, textOf);
  } catch {
    // A proxy among the rows.
    return undefined;
  }
}

function safeMessage(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "it throws";
  }
}
