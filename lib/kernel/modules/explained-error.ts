import { explainImport, type OwnFiles } from "../language/modules/index.ts";

/** Who asked for a module that could not be found. */
export interface Asked {
  specifier: string;
  folder: string;
  own: OwnFiles;
  /** The file that asked, unless it is the notebook. */
  by?: string | undefined;
}

/** What Node says of modules that it cannot find, or does not take. */
const CODES = new Set([
  "MODULE_NOT_FOUND",
  "ERR_MODULE_NOT_FOUND",
  "ERR_PACKAGE_PATH_NOT_EXPORTED",
  "ERR_PACKAGE_IMPORT_NOT_DEFINED",
  "ERR_UNKNOWN_FILE_EXTENSION",
  "ERR_UNSUPPORTED_DIR_IMPORT",
  "ERR_UNSUPPORTED_ESM_URL_SCHEME",
  "ERR_NETWORK_IMPORT_DISALLOWED",
  "ERR_UNKNOWN_BUILTIN_MODULE",
  "ERR_INVALID_MODULE_SPECIFIER",
]);

/** The error of a WebAssembly file that needs what no module is, but a host has to give. */
export function unmetNeed(error: unknown, { specifier, by }: Asked): unknown {
  const way = `WebAssembly.instantiate(readFileSync(path), { ${JSON.stringify(specifier)}: { … } })`;
  return Object.assign(Object(error), {
    message: `Cannot import ${by}: it needs '${specifier}', which is no module; give it with ${way}`,
  });
}

/** The error of an import with the reason in its message, where one can be told. */
export function explainedError(error: unknown, { specifier, folder, own, by }: Asked): unknown {
  if (!(error instanceof Error) || !CODES.has(String((error as { code?: unknown }).code))) {
    return error;
  }
  const reason = explainImport(specifier, folder, own);
  if (reason === undefined) return error;
  const { message, stack = "" } = error;
  error.message = by === undefined ? reason : `${reason} (imported by ${by})`;
  error.stack = stack.replace(message, () => error.message);
  return error;
}
