import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { type ServedSite, serveSite } from "../serve-site.ts";

/** What stands in 01-a.html, and in digits.bin. */
export const PAGE = `<!doctype html><title>A lesson</title>${"<p>Dropout keeps with 1 − p.</p>".repeat(100)}`;
export const DIGITS = "0123456789";

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** Serves a folder to each test of a file, with secrets in it and beside it, and asks its server. */
export function servedFolder() {
  let outside = "";
  let directory = "";
  let site: ServedSite;

  beforeEach(async () => {
    outside = mkdtempSync(join(tmpdir(), "served-"));
    directory = join(outside, "site");
    mkdirSync(join(directory, "api"), { recursive: true });
    mkdirSync(join(directory, ".hidden"));
    const files = {
      "../secret.txt": "secret",
      "../site-other.txt": "secret",
      "index.html": "the contents",
      "01-a.html": PAGE,
      "digits.bin": DIGITS,
      "empty.txt": "",
      ".env": "secret",
      ".hidden/page.html": "secret",
      "api/index.html": "the reference",
      "größe & maß.html": "named with care",
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(pathOf(name), text);
    symlinkSync(join(outside, "secret.txt"), pathOf("away.txt"));
    symlinkSync(outside, pathOf("up"));
    symlinkSync(pathOf(".env"), pathOf("shown.txt"));
    symlinkSync(pathOf("digits.bin"), pathOf("same.bin"));
    symlinkSync("loop.html", pathOf("loop.html"));
    site = await serveSite(directory, { port: 0 });
  });
  afterEach(async () => {
    await site.close();
    rmSync(outside, { recursive: true });
  });

  const pathOf = (name: string) => join(directory, name);

  const address = () => site.address;

  /** Asks for a path as it is written here: nothing is put right on the way. */
  function ask(
    path: string,
    headers: Record<string, string> = {},
    method = "GET",
  ): Promise<Answer> {
    const { port } = new URL(site.address);
    return new Promise((resolve, reject) => {
      const options = { host: "127.0.0.1", port, path, method, headers };
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const { statusCode: status, headers } = response;
          resolve({ status, headers, bytes: Buffer.concat(chunks) });
        });
      });
      sent.on("error", reject).end();
    });
  }

  const textOf = async (path: string, headers?: Record<string, string>) => {
    const { status, bytes } = await ask(path, headers);
    return [status, bytes.toString()];
  };

  return { address, ask, pathOf, textOf };
}
