import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** @import { Browser, BrowserContextOptions, LaunchOptions, Page } from "playwright-core" */

const CHROMIUM_NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
];

/** The Chromium that is used: `CHROME_PATH`, else the first of the usual names on the PATH. */
export function findChromium() {
  const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  return findBrowser(process.env.CHROME_PATH, CHROMIUM_NAMES, mac);
}

/**
 * The program that is used: the given one, else the first of the names on the PATH, else macOS's place.
 * @param {string | undefined} given @param {readonly string[]} names @param {string} mac
 */
export function findBrowser(given, names, mac) {
  if (given) return existsSync(given) ? given : undefined;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const files = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...files, mac].find((file) => existsSync(file));
}

const NO_CHROMIUM =
  "browser tests: Chromium must be installed (apt install chromium, or set CHROME_PATH), got none";

/**
 * For `describe.skipIf(skipWithoutBrowser())`: true, with one line that says what is missing, on a
 * machine without Chromium; never with CI=true, where `launchBrowser` then throws that line.
 */
export function skipWithoutBrowser() {
  return isMissing(findChromium(), NO_CHROMIUM);
}

/**
 * True where a browser is missing, with the sentence that says so; never with CI=true.
 * @param {string | undefined} found @param {string} sentence
 */
export function isMissing(found, sentence) {
  if (found !== undefined || process.env.CI === "true") return false;
  console.warn(sentence);
  return true;
}

/**
 * Starts a headless Chromium; the caller closes it.
 * @param {LaunchOptions} [options] to Playwright's `launch`; arguments beside the usual ones
 * @returns {Promise<Browser>}
 */
export async function launchBrowser({ args = [], ...options } = {}) {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(NO_CHROMIUM);
  return await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      ...args,
    ],
    ...options,
  });
}

/**
 * A page, and what happened in it: every request beyond the file itself (data: and blob: stay inside
 * the page and do not count); uncaught errors and console errors, refusals of the content policy
 * among them; console warnings.
 * @typedef {{ page: Page, requests: string[], errors: string[], warnings: string[] }} OfflinePage
 */

/**
 * Opens a file by its file:// address in a context whose network is off.
 * @param {Browser} browser
 * @param {string} file
 * @param {BrowserContextOptions & { fragment?: string }} [options] the part of the address behind # too
 * @returns {Promise<OfflinePage>}
 */
export async function openOffline(browser, file, { fragment, ...options } = {}) {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const opened = {
    page,
    requests: /** @type {string[]} */ ([]),
    errors: /** @type {string[]} */ ([]),
    warnings: /** @type {string[]} */ ([]),
  };
  page.on("request", (request) => {
    const url = request.url();
    if (url.split("#")[0] !== address && !/^(data|blob):/.test(url)) opened.requests.push(url);
  });
  page.on("pageerror", (error) => opened.errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") opened.errors.push(message.text());
    if (message.type() === "warning") opened.warnings.push(message.text());
  });
  await page.goto(fragment === undefined ? address : `${address}#${fragment}`);
  return opened;
}
