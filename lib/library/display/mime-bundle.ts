/** What a value looks like, one entry a MIME type: strings, JSON values, base64 for images. */
export type MimeBundle = Record<string, unknown>;

/** What a frontend should know of each MIME type: `{ "image/png": { width, height, alt } }`. */
export type MimeMetadata = Record<string, Record<string, unknown>>;

/** The method by which a value shows itself: `value[displaySymbol]()` gives its MIME bundle. */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;

/** The key under which a MIME bundle carries its metadata. */
export const metadataSymbol: unique symbol = Symbol.for("Jupyter.metadata") as never;

/** The method that gives a value's text in Node: console.log and every kernel print that. */
export const inspectSymbol: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;

/** A value that shows itself. */
export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

/**
 * Says whether a value shows itself; what has the method but does not let it be read does not. It
 * never throws.
 *
 * @example
 * ```ts
 * import { displaySymbol, isDisplayable } from "dropout-lab/display";
 * isDisplayable({ [displaySymbol]: () => ({ "text/plain": "half" }) }) // → true
 * isDisplayable("half") // → false
 * ```
 */
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

/**
 * The metadata that a bundle carries, or an empty object.
 *
 * @example
 * ```ts
 * import { metadataOf, withMetadata } from "dropout-lab/display";
 * const bundle = { "image/png": "iVBORw0KGgo=" };
 * metadataOf(withMetadata(bundle, { "image/png": { width: 640 } }))
 * // → { 'image/png': { width: 640 } }
 * metadataOf(bundle) // → {}
 * ```
 */
export function metadataOf(bundle: MimeBundle): MimeMetadata {
  return (bundle as { [metadataSymbol]?: MimeMetadata })[metadataSymbol] ?? {};
}

/**
 * A copy of the bundle that carries this metadata; JSON and Object.keys do not see it. Metadata that
 * the bundle carried is not copied.
 *
 * @example
 * ```ts
 * import { withMetadata } from "dropout-lab/display";
 * const bundle = withMetadata({ "image/png": "iVBORw0KGgo=" }, { "image/png": { width: 640 } });
 * Object.keys(bundle) // → [ 'image/png' ]
 * ```
 */
export function withMetadata(bundle: MimeBundle, metadata: MimeMetadata): MimeBundle {
  return Object.defineProperty({ ...bundle }, metadataSymbol, { value: metadata });
}
