import { METADATA } from "./save-safetensors.ts";

/** A tensor as the header of a file describes it. */
export interface Described {
  readonly name: string;
  readonly kind: string;
  readonly shape: readonly number[];
  /** Where its bytes are, counted from the end of the header. */
  readonly begin: number;
  readonly end: number;
}

/** What a header says, and where the bytes after it begin. */
export interface Header {
  readonly described: readonly Described[];
  readonly metadata: Record<string, string>;
  readonly start: number;
}

/** The reference implementation takes no longer header either. */
const LONGEST = 100_000_000;

/**
 * Reads the header of a safetensors file.
 *
 * @throws {RangeError} for everything that the format does not allow
 */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length < 8) throw broken(`must have at least 8 bytes, got ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > LONGEST) throw broken(`header must have at most ${LONGEST} bytes, got ${length}`);
  const start = 8 + Number(length);
  if (start > bytes.length) {
    throw broken(`header must end within the file of ${bytes.length} bytes, got ${length} bytes`);
  }
  const text = decode(bytes.subarray(8, start));
  const header = parse(text);
  const repeated = repeatedKey(text);
  if (repeated !== undefined) throw broken(`header must name each once, got ${repeated} twice`);
  const metadata: [string, string][] = [];
  for (const [name, value] of Object.entries(asObject(METADATA, header[METADATA] ?? {}))) {
    if (typeof value !== "string") {
      throw broken(`metadata must be strings, got ${JSON.stringify(value)} for ${name}`);
    }
    metadata.push([name, value]);
  }
  const described = Object.entries(header)
    .filter(([name]) => name !== METADATA)
    .map(([name, value]) => describe(name, value));
  requireGapless(described, bytes.length - start);
  return { described, metadata: Object.fromEntries(metadata), start };
}

/** An error about a file. */
export function broken(fault: string): RangeError {
  return new RangeError(`loadSafetensors: ${fault}`);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw broken("header must be UTF-8, got other bytes");
  }
}

function parse(text: string): Record<string, unknown> {
  let header: unknown;
  try {
    if (text.startsWith("{")) header = JSON.parse(text);
  } catch {}
  if (header === undefined) {
    throw broken(`header must be a JSON object, got ${JSON.stringify(text.slice(0, 20))}`);
  }
  return header as Record<string, unknown>;
}

/**
 * A key that an object of this JSON has twice: `JSON.parse` keeps the last in silence. A loop, since
 * a regular expression overflows the stack on a string of megabytes.
 */
function repeatedKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  for (let at = 0; at < json.length; at++) {
    if (json[at] === "{") open.push(new Set());
    else if (json[at] === "}") open.pop();
    else if (json[at] === '"') {
      const first = at++;
      for (; json[at] !== '"'; at++) if (json[at] === "\\") at++;
      let next = at + 1;
      while (
        json[next] === " " ||
        json[next] === "\n" ||
        json[next] === "\r" ||
        json[next] === "\t"
      ) {
        next++;
      }
      if (json[next] !== ":") continue;
      const key: string = JSON.parse(json.slice(first, at + 1));
      if (open.at(-1)?.has(key)) return key;
      open.at(-1)?.add(key);
    }
  }
  return undefined;
}

function describe(name: string, value: unknown): Described {
  const { dtype, shape, data_offsets: offsets } = asObject(name, value);
  if (typeof dtype !== "string") throw broken(`dtype of ${name} must be a string`);
  if (!isLengths(shape)) throw broken(`shape of ${name} must be a list of lengths`);
  if (!isLengths(offsets) || offsets.length !== 2) {
    throw broken(`data_offsets of ${name} must be two whole numbers`);
  }
  const [begin = 0, end = 0] = offsets;
  return { name, kind: dtype, shape, begin, end };
}

function asObject(name: string, value: unknown): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw broken(`${name} must be an object, got ${JSON.stringify(value).slice(0, 20)}`);
}

function isLengths(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((x) => Number.isSafeInteger(x) && x >= 0);
}

/** @throws {RangeError} unless the tensors lie one behind the other and fill the file */
function requireGapless(described: readonly Described[], size: number): void {
  let at = 0;
  for (const { name, begin, end } of [...described].sort(
    (a, b) => a.begin - b.begin || a.end - b.end,
  )) {
    if (begin !== at || end < begin) {
      throw broken(`data_offsets of ${name} must begin at ${at}, got [${begin}, ${end}]`);
    }
    at = end;
  }
  if (at !== size) throw broken(`must have ${at} bytes after the header, got ${size}`);
}
