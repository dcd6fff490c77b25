import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { byteRange } from "./byte-range.ts";
import { Compressor, preferredEncoding } from "./compression.ts";
import { findSiteFile, type SiteFile } from "./site-file.ts";

/** Answers one request; never throws. */
export type SiteHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Answers requests with the files of a folder, read anew for each. */
export function siteHandler(directory: string): SiteHandler {
  const compressor = new Compressor();
  return async (request, response) => {
    try {
      await answer({ request, response, directory, compressor });
    } catch (error) {
      if (response.headersSent) response.destroy();
      else say(response, 500, `This page cannot be read: ${(error as Error).message}`);
    }
  };
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  directory: string;
  compressor: Compressor;
}

async function answer({ request, response, directory, compressor }: Exchange): Promise<void> {
  const { method, headers, url = "/" } = request;
  if (!isOwnName(headers.host)) {
    const { localPort } = request.socket;
    // Any site can have its name lead to this machine, and would then read what is served here.
    const name = headers.host ?? "none";
    return say(
      response,
      403,
      `The host must be this machine, as in http://127.0.0.1:${localPort}/, got ${name}.`,
    );
  }
  if (method !== "GET" && method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return say(response, 405, `The method must be GET or HEAD, got ${method}.`);
  }
  const found = await findSiteFile(directory, url);
  if (found === undefined) return say(response, 404, "There is no such page.");
  if ("folder" in found) {
    response.setHeader("Location", found.folder);
    return say(response, 301, `This folder's page is ${found.folder}.`);
  }
  await send(found.file, { request, response, directory, compressor });
}

/** Sends a file, or a part of it, or that it has not changed (RFC 9110, 13.2.2). */
async function send(file: SiteFile, { request, response, compressor }: Exchange): Promise<void> {
  const { headers } = request;
  const wantsPart = request.method === "GET" && headers.range !== undefined;
  const isCompressible = compressor.isWorthwhile(file);
  const identityTag = `"${file.hash}"`;
  const range =
    wantsPart && isStillThat(file, headers["if-range"]?.toString(), identityTag)
      ? byteRange(headers.range as string, { size: file.bytes.length })
      : undefined;
  const encoding =
    isCompressible && range === undefined
      ? preferredEncoding(String(headers["accept-encoding"] ?? ""))
      : undefined;
  const etag = encoding === undefined ? identityTag : `"${file.hash}-${encoding}"`;
  const always: OutgoingHttpHeaders = {
    "Cache-Control": "no-cache",
    ETag: etag,
    "Last-Modified": file.modified.toUTCString(),
    ...(isCompressible && { Vary: "Accept-Encoding" }),
  };
  if (isKnown(file, request, etag)) {
    response.writeHead(304, always).end();
    return;
  }
  if (range === "unsatisfiable") {
    const { length } = file.bytes;
    response.setHeader("Content-Range", `bytes */${length}`);
    return say(response, 416, `The range must be within ${length} bytes, got ${headers.range}.`);
  }
  const whole = encoding === undefined ? file.bytes : await compressor.compress(file, encoding);
  const bytes = range === undefined ? whole : whole.subarray(range.first, range.last + 1);
  response.writeHead(range === undefined ? 200 : 206, {
    ...always,
    "Accept-Ranges": "bytes",
    "Content-Type": file.type,
    "Content-Length": bytes.length,
    "X-Content-Type-Options": "nosniff",
    ...(encoding !== undefined && { "Content-Encoding": encoding }),
    ...(range !== undefined && {
      "Content-Range": `bytes ${range.first}-${range.last}/${whole.length}`,
    }),
  });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** Whether the browser has this very file already. */
function isKnown({ modified }: SiteFile, { headers }: IncomingMessage, etag: string): boolean {
  const known = headers["if-none-match"];
  if (known !== undefined) {
    const tags = known.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    return tags.includes("*") || tags.includes(etag);
  }
  // A date that is none is NaN, and before nothing.
  return modified.getTime() <= Date.parse(headers["if-modified-since"] ?? "");
}

/** Whether the file is still the one of which the browser has a part. */
function isStillThat({ modified }: SiteFile, condition: string | undefined, etag: string): boolean {
  if (condition === undefined || condition === etag) return true;
  return modified.getTime() === Date.parse(condition);
}

function isOwnName(host = ""): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);
}

function say(response: ServerResponse, status: number, sentence: string): void {
  response
    .writeHead(status, {
      "Content-Type": "text/plain;charset=utf-8",
      "X-Content-Type-Options": "nosniff",
    })
    .end(`${sentence}\n`);
}
