/** What a value looks like, one entry a MIME type: strings, JSON values, base64 for images. */
export type MimeBundle = Record<string, unknown>;

/** The method by which a value shows itself, as in Deno: `value[displaySymbol]()` gives its bundle. */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;

/** The key under which the lesson library's bundles carry their metadata. */
const metadataSymbol: unique symbol = Symbol.for("Jupyter.metadata") as never;

/** A value that shows itself. */
export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

/** Says whether a value shows itself; what has the method but does not let it be read does not. */
export function isDisplayable(value: unknown): value is Displayable {
  if (!((typeof value === "object" && value !== null) || typeof value === "function")) return false;
  try {
    // A proxy that has an answer for every name does not have every name.
    return (
      displaySymbol in value && typeof (value as Partial<Displayable>)[displaySymbol] === "function"
    );
  } catch {
    return false;
  }
}

/** What a frontend should know of each MIME type: `{ "image/png": { width, height, alt } }`. */
export function metadataOf(bundle: MimeBundle): Record<string, Record<string, unknown>> {
  return (
    (bundle as { [metadataSymbol]?: Record<string, Record<string, unknown>> })[metadataSymbol] ?? {}
  );
}
