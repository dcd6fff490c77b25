import type { SerializedError } from "../link/messages.ts";

const INSTEAD = "run the notebook on a kernel";

/** A function that says why a page cannot do what it is called for, and what to do. */
export function refusal(what: string, reason: string): () => Promise<never> {
  return async () => {
    throw new TypeError(`${what}: ${reason}; ${INSTEAD}`);
  };
}

const SUBTLE = [
  ...["decrypt", "deriveBits", "deriveKey", "digest", "encrypt", "exportKey", "generateKey"],
  ...["importKey", "sign", "unwrapKey", "verify", "wrapKey"],
];

/** Gives cells what browsers keep from a page on a disk, or what says that it is not there. */
export function installRefusals(): void {
  define(globalThis, "fetch", refusal("fetch", "a page has no network"));
  const { crypto } = globalThis;
  if (crypto.subtle !== undefined) return;
  const reason = "browsers keep it from pages on a disk";
  const subtle = SUBTLE.map((name) => [name, refusal(`crypto.subtle.${name}`, reason)]);
  define(crypto, "subtle", Object.fromEntries(subtle));
  define(crypto, "randomUUID", () => randomUUID(crypto.getRandomValues(new Uint8Array(16))));
}

const NODE_NAME =
  /^(process|require|Buffer|module|exports|__filename|__dirname|setImmediate|clearImmediate) is not defined$/;

/** An error that says what to do where a cell has used a name that only Node has. */
export function explained(error: SerializedError): SerializedError {
  if (error.name !== "ReferenceError" || !NODE_NAME.test(error.message)) return error;
  return { ...error, message: `${error.message}: a page has no Node; ${INSTEAD}` };
}

function define(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
}

/** RFC 9562, section 5.4: the version and the variant stand in two of the random bytes. */
function randomUUID(bytes: Uint8Array): string {
  bytes.set([((bytes[6] ?? 0) & 0x0f) | 0x40], 6);
  bytes.set([((bytes[8] ?? 0) & 0x3f) | 0x80], 8);
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
