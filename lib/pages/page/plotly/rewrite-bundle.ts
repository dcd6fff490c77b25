/** A module of CommonJS, as esbuild writes it into a bundle that is not minified. */
const MODULE =
  /^ {2}var (\w+) = __commonJS\(\{\n {4}"([^"]+)"\([^)]*\) \{\n([\s\S]*?)\n {4}\}\n {2}\}\);\n/gm;

/**
 * A bundle with some of its modules rewritten, without those that then nothing needs.
 * @param rewrites what becomes of a module's body, by its path in the bundle
 * @throws {RangeError} for a path that the bundle does not have
 */
export function rewriteBundle(
  bundle: string,
  rewrites: ReadonlyMap<string, (body: string) => string>,
): string {
  const bodies = new Map<string, string>();
  const names = new Map<string, string>();
  for (const [, name = "", path = "", body = ""] of bundle.matchAll(MODULE)) {
    names.set(path, name);
    bodies.set(name, rewrites.get(path)?.(body) ?? body);
  }
  for (const path of rewrites.keys()) {
    if (!names.has(path)) throw new RangeError(`bundle: must have the module ${path}, got none`);
  }
  const needed = new Set<string>();
  const need = (code: string) => {
    for (const [name] of code.matchAll(/\brequire_\w+/g)) {
      if (needed.has(name)) continue;
      needed.add(name);
      need(bodies.get(name) ?? "");
    }
  };
  // What begins it all, and modules of other kinds.
  need(bundle.replace(MODULE, ""));
  return bundle.replace(MODULE, (whole: string, name: string, _path: string, body: string) =>
    // As a function: what is written may hold a dollar sign.
    needed.has(name) ? whole.replace(body, () => bodies.get(name) ?? "") : "",
  );
}
