import { pathToFileURL } from "node:url";
import { launch } from "puppeteer-core";
import { findBrowser, isMissing } from "./browser.js";

/** @import { Browser, Page } from "puppeteer-core" */

/** The Firefox that is used: `FIREFOX_PATH`, else the first of the usual names on the PATH. */
const found = findBrowser(
  process.env.FIREFOX_PATH,
  ["firefox-esr", "firefox"],
  "/Applications/Firefox.app/Contents/MacOS/firefox",
);

const NO_FIREFOX =
  "browser tests: Firefox must be installed (apt install firefox-esr, or set FIREFOX_PATH), got none";

/** As `skipWithoutBrowser`, on a machine without Firefox. */
export function skipWithoutFirefox() {
  return isMissing(found, NO_FIREFOX);
}

/**
 * Starts a headless Firefox over WebDriver BiDi, which Playwright drives in builds of its own only; the
 * caller closes it. What is not in a file is asked of a proxy that is not there.
 * @returns {Promise<Browser>}
 */
export async function launchFirefox() {
  if (found === undefined) throw new Error(NO_FIREFOX);
  return await launch({
    browser: "firefox",
    executablePath: found,
    defaultViewport: { width: 1280, height: 900 },
    extraPrefsFirefox: {
      "network.proxy.type": 1,
      "network.proxy.socks": "127.0.0.1",
      "network.proxy.socks_port": 9,
      "network.proxy.socks_remote_dns": true,
    },
  });
}

/**
 * Opens a file, and notes every request beyond it and every error, as `openOffline` does.
 * @param {Browser} browser @param {string} file
 * @returns {Promise<{ page: Page, requests: string[], errors: string[] }>}
 */
export async function openInFirefox(browser, file) {
  const page = await browser.newPage();
  const address = pathToFileURL(file).href;
  const opened = {
    page,
    requests: /** @type {string[]} */ ([]),
    errors: /** @type {string[]} */ ([]),
  };
  page.on("request", (request) => {
    const url = request.url();
    if (url.split("#")[0] !== address && !/^(data|blob):/.test(url)) opened.requests.push(url);
  });
  page.on("pageerror", (error) => opened.errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") opened.errors.push(message.text());
  });
  await page.goto(address);
  return opened;
}
