// What no client library sends, written to the socket as it is.
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { type ServedSite, serveSite } from "./serve-site.ts";

/** Of the tests that are about it; others' requests may come as late as the machine is slow. */
const PATIENCE = 300;

let outside = "";
let directory = "";
let site: ServedSite;
beforeEach(async () => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), "served-")));
  directory = join(outside, "site");
  mkdirSync(join(directory, "api"), { recursive: true });
  writeFileSync(join(outside, "secret.txt"), "secret");
  writeFileSync(join(directory, "index.html"), "the contents");
  writeFileSync(join(directory, "api/index.html"), "the reference");
  writeFileSync(join(directory, "digits.bin"), "0123456789");
  site = await serveSite(directory, { port: 0 });
});
afterEach(async () => {
  await site.close();
  rmSync(outside, { recursive: true });
});

const port = () => Number(new URL(site.address).port);

/** Sends bytes and nothing more, and answers all that comes until the server closes. */
async function send(text: string): Promise<{ status: number; head: string; body: string }> {
  const socket = connect(port(), "127.0.0.1", () => socket.write(text, "latin1"));
  let received = "";
  socket.setEncoding("utf8").on("data", (piece) => {
    received += piece;
  });
  await new Promise((resolve) => socket.on("error", resolve).on("close", resolve));
  const [head = "", body = ""] = received.split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), head, body };
}

/** One request that asks to be the last of its connection. */
const ask = (line: string, ...lines: string[]) =>
  send([line, ...lines, "Connection: close", "", ""].join("\r\n"));

const OWN = "Host: localhost";

/** Every refusal is one sentence in plain text, whose length is said. */
function expectSentence({ head, body }: { head: string; body: string }) {
  expect(body).toMatch(/^[A-Z][^\n]*\.\n$/);
  expect(head.toLowerCase()).toContain("content-type: text/plain;charset=utf-8");
  expect(head.toLowerCase()).toContain(`content-length: ${Buffer.byteLength(body)}`);
}

describe("hosts", () => {
  it.each([
    [["GET / HTTP/1.1", OWN], 200],
    [["GET / HTTP/1.1", "Host: LocalHost:80"], 200],
    [["GET / HTTP/1.1", "Host: localhost:"], 200],
    [["GET / HTTP/1.1", "Host: [::1]"], 200],
    [["GET / HTTP/1.1", "Host: [::1]:4280"], 200],
    [["GET / HTTP/1.1", "Host: 127.0.0.1:65535"], 200],
    [["GET / HTTP/1.1", "Host: 127.0.0.1:8o"], 403],
    [["GET / HTTP/1.1", "Host: localhost:1:2"], 403],
    [["GET / HTTP/1.1", "Host: ::1"], 403],
    [["GET / HTTP/1.1", "Host: [::2]"], 403],
    [["GET / HTTP/1.1", "Host: [::1].evil.example"], 403],
    [["GET / HTTP/1.1", "Host: localhost, evil.example"], 403],
    [["GET / HTTP/1.1", "Host:"], 403],
    [["GET / HTTP/1.1"], 400],
    [["GET / HTTP/1.0"], 400],
    [["GET / HTTP/1.1", OWN, OWN], 400],
    [["GET / HTTP/1.1", OWN, "Host: evil.example"], 400],
    [["GET / HTTP/1.1", "host: evil.example", "HOST: localhost"], 400],
    [["GET http://localhost/ HTTP/1.1", OWN], 200],
    [["GET HTTP://127.0.0.1:9/?x HTTP/1.1", OWN], 200],
    [["GET http://localhost HTTP/1.1", OWN], 200],
    [["GET http://evil.example/ HTTP/1.1", OWN], 403],
    [["GET http://localhost@evil.example/ HTTP/1.1", OWN], 403],
    [["GET http://evil.example\\@localhost/ HTTP/1.1", OWN], 400],
    [["GET http://localhost.evil.example/ HTTP/1.1", OWN], 403],
    [["GET http://[/ HTTP/1.1", OWN], 403],
    [["GET http:///index.html HTTP/1.1", OWN], 403],
    [["GET http://localhost/ HTTP/1.1", "Host: evil.example"], 403],
    [["GET ftp://localhost/ HTTP/1.1", OWN], 400],
  ] as [[string, ...string[]], number][])("%j is answered with %i", async (lines, status) => {
    const answer = await ask(...lines);
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body).toBe("the contents");
    else expectSentence(answer);
  });
});

describe("methods", () => {
  it.each([
    "CONNECT localhost:80",
    "CONNECT evil.example:443",
    "OPTIONS *",
    "POST /",
    "FOO /",
    "get /",
  ])("refuses %s, and says which it does", async (line) => {
    const answer = await ask(`${line} HTTP/1.1`, OWN);
    expect([answer.status, answer.head]).toEqual([
      405,
      expect.stringMatching(/^Allow: GET, HEAD\r?$/m),
    ]);
    expectSentence(answer);
  });

  it("answers HEAD without a body, whatever the answer", async () => {
    for (const [path, status] of [
      ["/", 200],
      ["/api", 301],
      ["/none", 404],
      ["http://evil.example/", 403],
    ] as const) {
      const [head, get] = [
        await ask(`HEAD ${path} HTTP/1.1`, OWN),
        await ask(`GET ${path} HTTP/1.1`, OWN),
      ];
      expect([head.status, head.body]).toEqual([status, ""]);
      const undated = (text: string) => text.replace(/^Date:.*$/m, "");
      expect(undated(head.head)).toBe(undated(get.head));
    }
  });
});

describe("addresses", () => {
  it.each([
    ["/..%2fsecret.txt", 404],
    ["/%2e%2e%2fsecret.txt", 404],
    ["/%2e%2e/secret.txt", 404],
    ["/../secret.txt", 404],
    ["/api/..%2f..%2fsecret.txt", 404],
    ["http://localhost/../secret.txt", 404],
    ["/api%2findex.html", 404],
    ["/%00", 404],
    ["/index.html%00", 404],
    ["/%c0%ae%c0%ae/secret.txt", 404],
    ["*", 400],
    [`/${"a".repeat(10_000)}`, 404],
    [`/${"a".repeat(20_000)}`, 414],
  ])("%.40s is answered with %i", async (path, status) => {
    const answer = await ask(`GET ${path} HTTP/1.1`, OWN);
    expect(answer.status).toBe(status);
    expectSentence(answer);
  });

  it("keeps the query on the way to a folder, and adds no line to the answer", async () => {
    const { status, head } = await ask("GET /api?a=1&b=%0d%0aX:1 HTTP/1.1", OWN);
    expect(status).toBe(301);
    expect(head).toMatch(/^Location: \/api\/\?a=1&b=%0d%0aX:1\r?$/m);
    const other = await ask("GET //evil.example/..?x HTTP/1.1", OWN);
    expect(other.status).toBe(404);
  });
});

test.each([
  ["nonsense\r\n\r\n", 400],
  ["GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n", 400],
  [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"a".repeat(20_000)}\r\n\r\n`, 431],
  ["GET / HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\nConnection: close\r\n\r\n", 417],
  [
    "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    400,
  ],
])("%.60j is answered with %i, and one sentence", async (text, status) => {
  const answer = await send(text);
  expect(answer.status).toBe(status);
  expectSentence(answer);
});

describe("slow clients", () => {
  beforeEach(async () => {
    await site.close();
    site = await serveSite(directory, { port: 0, patience: PATIENCE });
  });

  it.each(["", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\n"])(
    "does not wait for ever after %j",
    // Node by itself waits a minute or more.
    { timeout: 40_000 },
    async (beginning) => {
      const { head } = await send(beginning);
      if (beginning !== "") expect(head).toMatch(/^HTTP\/1\.1 408 /);
    },
  );

  it("lets go of a reader that reads nothing", async () => {
    writeFileSync(join(directory, "big.bin"), Buffer.alloc(64e6));
    const socket = connect(port(), "127.0.0.1", () => {
      socket.pause().write("GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");
    });
    await wait(10 * PATIENCE);
    // Only now: what had been sent is read, and then the end is met, long before all has come.
    let received = 0;
    socket.on("data", ({ length }) => {
      received += length;
    });
    await new Promise((resolve) => socket.on("error", resolve).on("close", resolve).resume());
    expect(received).toBeLessThan(64e6);
  });

  it("answers others meanwhile", async () => {
    const slow = send("GET / HT");
    expect((await ask("GET / HTTP/1.1", OWN)).body).toBe("the contents");
    await slow;
  });
});

// Windows asks for a right to make links.
it.skipIf(process.platform === "win32")(
  "never follows a link that takes a file's place while it is served",
  async () => {
    const path = join(directory, "digits.bin");
    let asking = true;
    const swapping = (async () => {
      for (let at = 0; asking; at++) {
        const next = join(directory, "next");
        if (at % 2 === 0) symlinkSync(join(outside, "secret.txt"), next);
        else writeFileSync(next, "0123456789");
        renameSync(next, path);
        await wait(Math.random() * 4);
      }
    })();
    const bodies = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const asked = Array.from({ length: 50 }, () => ask("GET /digits.bin HTTP/1.1", OWN));
      for (const { body } of await Promise.all(asked)) bodies.add(body);
    }
    asking = false;
    await swapping;
    expect([...bodies].sort()).toEqual(["0123456789", "There is no such page.\n"]);
  },
);
