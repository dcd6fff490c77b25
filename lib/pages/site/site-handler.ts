import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { byteRange } from "./byte-range.ts";
import { acceptedEncodings, Compressor } from "./compression.ts";
import { evaluatePreconditions, isStillThat } from "./preconditions.ts";
import { isThisMachine, readTarget } from "./request-target.ts";
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
      else say(response, 500, `This page cannot be read: ${errorCode(error)}.`);
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
  const { method, headersDistinct, url = "" } = request;
  const hosts = headersDistinct.host ?? [];
  if (hosts.length !== 1) {
    return say(response, 400, `A request must have one Host line, got ${hosts.length}.`);
  }
  if (method !== "GET" && method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return say(response, 405, `The method must be GET or HEAD, got ${method}.`);
  }
  const target = readTarget(url);
  if (target === undefined) {
    return say(response, 400, `The address must begin with a slash, got ${url}.`);
  }
  // Any site can have its name lead to this machine, and would then read what is served here.
  const foreign = [...hosts, target.host].find(
    (host) => host !== undefined && !isThisMachine(host),
  );
  if (foreign !== undefined) {
    const here = `http://127.0.0.1:${request.socket.localPort}/`;
    const got = foreign || "none";
    return say(response, 403, `The host must be this machine, as in ${here}, got ${got}.`);
  }
  const found = await findSiteFile(directory, target.path);
  if (found === undefined) return say(response, 404, "There is no such page.");
  if ("folder" in found) {
    response.setHeader("Location", `${found.folder}${target.query}`);
    return say(response, 301, `This folder's page is ${found.folder}.`);
  }
  await send(found.file, { request, response, directory, compressor });
}

/** Sends a file, or a part of it, or that it has not changed. */
async function send(file: SiteFile, { request, response, compressor }: Exchange): Promise<void> {
  const { headers, method } = request;
  const accepted = acceptedEncodings(String(headers["accept-encoding"] ?? ""));
  const takesIdentity = accepted.includes("identity");
  const [best] = takesIdentity && !compressor.isWorthwhile(file) ? ["identity" as const] : accepted;
  const { modified, bytes: plain } = file;
  const identity = { etag: `"${file.hash}"`, modified };
  // Only of the file as it is: a part of what is compressed is of no use.
  const range =
    method === "GET" && takesIdentity && isStillThat(headers["if-range"]?.toString(), identity)
      ? byteRange(headers.range ?? "", { size: plain.length })
      : undefined;
  const encoding = range === undefined ? best : "identity";
  if (encoding === undefined) {
    const got = headers["accept-encoding"];
    return say(response, 406, `The encoding must be br, gzip or identity, got ${got}.`);
  }
  const etag = encoding === "identity" ? identity.etag : `"${file.hash}-${encoding}"`;
  const always: OutgoingHttpHeaders = {
    "Cache-Control": "no-cache",
    ETag: etag,
    "Last-Modified": modified.toUTCString(),
    Vary: "Accept-Encoding",
  };
  const outcome = evaluatePreconditions(headers, { etag, modified });
  if (outcome === 304) {
    response.writeHead(304, always).end();
    return;
  }
  if (outcome === 412) {
    return say(response, 412, "The page must be the one that the request names, and has changed.");
  }
  if (range === "unsatisfiable") {
    response.setHeader("Content-Range", `bytes */${plain.length}`);
    const got = headers.range;
    return say(response, 416, `The range must be within ${plain.length} bytes, got ${got}.`);
  }
  const whole = await compressor.encode(file, encoding);
  const bytes = range === undefined ? whole : whole.subarray(range.first, range.last + 1);
  response.writeHead(range === undefined ? 200 : 206, {
    ...always,
    "Accept-Ranges": "bytes",
    "Content-Type": file.type,
    "Content-Length": bytes.length,
    "X-Content-Type-Options": "nosniff",
    ...(encoding !== "identity" && { "Content-Encoding": encoding }),
    ...(range !== undefined && {
      "Content-Range": `bytes ${range.first}-${range.last}/${whole.length}`,
    }),
  });
  response.end(method === "HEAD" ? undefined : bytes);
}

/** Answers by one sentence. */
export function say(response: ServerResponse, status: number, sentence: string): void {
  const text = `${sentence}\n`;
  response
    .writeHead(status, {
      "Content-Type": "text/plain;charset=utf-8",
      "Content-Length": Buffer.byteLength(text),
      "X-Content-Type-Options": "nosniff",
    })
    .end(text);
}

/** Such as EIO; the rest of the message would tell where the folder is. */
function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).name;
}
