import { types } from "node:util";
import { base64Of } from "./base64.ts";
import type { MimeBundle } from "./display-convention.ts";
import { elementLook, standaloneSvg } from "./element-look.ts";
import { tableOf } from "./html-table.ts";
import { imageType } from "./image-bytes.ts";
import { peek } from "./peek.ts";

const LARGEST_IMAGE = 1 << 25;

/**
 * What a value of a known kind shows besides its text: DOM and SVG elements, the bytes of a picture,
 * what has a `toHTML` method, arrays and Maps of records. Nothing it does throws or rejects.
 */
export function ownLook(
  value: unknown,
  text: (value: unknown) => string,
): MimeBundle | Promise<MimeBundle | undefined> | undefined {
  // A proxy's traps may do anything, and it has no look of its own.
  if (typeof value !== "object" || value === null || types.isProxy(value)) return undefined;
  try {
    const look =
      elementLook(value) ?? imageLook(value) ?? htmlLook(value) ?? tableLook(value, text);
    return types.isPromise(look) ? look.catch(() => undefined) : look;
  } catch {
    return undefined;
  }
}

function imageLook(value: object): MimeBundle | Promise<MimeBundle | undefined> | undefined {
  if (isBlob(value)) {
    if (!value.type.startsWith("image/") || value.size > LARGEST_IMAGE) return undefined;
    return value.arrayBuffer().then((bytes) => imageBundle(new Uint8Array(bytes)));
  }
  if (types.isUint8Array(value) || types.isUint8ClampedArray(value)) {
    return imageBundle(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  }
  return types.isArrayBuffer(value) ? imageBundle(new Uint8Array(value)) : undefined;
}

/** By its class's name first: Node loads the class when its name is first read. */
function isBlob(value: object): value is Blob {
  const { name } = (peek(value, "constructor") ?? {}) as { name?: unknown };
  return (name === "Blob" || name === "File") && value instanceof Blob;
}

function imageBundle(bytes: Uint8Array): MimeBundle | undefined {
  if (bytes.length > LARGEST_IMAGE) return undefined;
  const type = imageType(bytes);
  if (type === undefined) return undefined;
  const isText = type === "image/svg+xml";
  const svg = () => standaloneSvg(new TextDecoder().decode(bytes));
  return { [type]: isText ? svg() : base64Of(bytes) };
}

function htmlLook(value: object): MimeBundle | Promise<MimeBundle | undefined> | undefined {
  const toHtml = peek(value, "toHTML");
  if (typeof toHtml !== "function") return undefined;
  const html: unknown = Reflect.apply(toHtml, value, []);
  return types.isPromise(html) ? html.then(htmlBundle) : htmlBundle(html);
}

function htmlBundle(html: unknown): MimeBundle | undefined {
  return typeof html === "string" ? { "text/html": html } : undefined;
}

function tableLook(value: object, text: (value: unknown) => string): MimeBundle | undefined {
  const table = tableOf(value, text);
  return table === undefined ? undefined : { "text/html": table };
}
