/** What draws the pictures, by what is loaded of each package. Only pictures need them. */
const LOADED = {
  "plotly.js-dist": "plotly.js-dist",
  jsdom: "jsdom",
  "@resvg/resvg-js": "@resvg/resvg-js",
  "@expo-google-fonts/open-sans": "@expo-google-fonts/open-sans/400Regular/OpenSans_400Regular.ttf",
};

/** Packages that pictures need are not installed; the message says how to install them. */
export class MissingPackagesError extends Error {
  override name = "MissingPackagesError";
}

let areInstalled = false;

/** @throws {MissingPackagesError} unless all packages that pictures need are installed */
export function requirePackages(): void {
  if (areInstalled) return;
  const { createRequire } = process.getBuiltinModule("node:module");
  const { resolve } = createRequire(import.meta.url);
  const missing = Object.entries(LOADED)
    .filter(([, file]) => !isFound(file, resolve))
    .map(([name]) => name);
  if (missing.length > 0) {
    throw new MissingPackagesError(
      `picture: the packages that draw the stored picture of a figure must be installed, got no ${missing.join(", no ")}; run npm install ${Object.keys(LOADED).join(" ")}`,
    );
  }
  areInstalled = true;
}

function isFound(file: string, resolve: (file: string) => string): boolean {
  try {
    resolve(file);
    return true;
  } catch {
    return false;
  }
}

let hasWarned = false;

/** Says once in a process, on the console, why figures are shown without their pictures. */
export function warnOnce({ message }: MissingPackagesError): void {
  if (!hasWarned) console.warn(message);
  hasWarned = true;
}
