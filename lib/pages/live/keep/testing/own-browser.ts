import { spawn } from "node:child_process";
import { once } from "node:events";
import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../../../../testing/browser.js";

/** A Chromium with a folder of its own, which a test can kill. */
export interface OwnBrowser {
  readonly browser: Browser;
  /** Ends it as the system does with what takes too much: at once, with nothing saved. */
  kill(): Promise<void>;
}

/** Starts a Chromium on a folder, in which it keeps what its pages store. */
export async function startOwnBrowser(folder: string): Promise<OwnBrowser> {
  const child = spawn(
    findChromium() ?? "",
    [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--no-first-run",
      "--remote-debugging-port=0",
      `--user-data-dir=${folder}`,
      "about:blank",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
      const found = /ws:\S+/.exec(said);
      if (found) resolve(found[0]);
    });
    child.on("exit", () => reject(new Error(`Chromium must start, but it said: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(address);
  const kill = async () => {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  return { browser, kill };
}
