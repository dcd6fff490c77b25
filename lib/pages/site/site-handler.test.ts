import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { describe, expect, it, test } from "vitest";
import { DIGITS, PAGE, servedFolder } from "./testing/served-folder.ts";

const { address, ask, pathOf, textOf } = servedFolder();

describe("what is found", () => {
  test("files, by their names as they are written in addresses", async () => {
    expect(await textOf("/01-a.html")).toEqual([200, PAGE]);
    expect(await textOf("/01-a.html?theme=dark#top")).toEqual([200, PAGE]);
    expect(await textOf("//01-a.html")).toEqual([200, PAGE]);
    expect(await textOf(`${address()}01-a.html`)).toEqual([200, PAGE]);
    expect(await textOf(encodeURI("/größe & maß.html"))).toEqual([200, "named with care"]);
    expect(await textOf("/same.bin")).toEqual([200, DIGITS]);
  });

  test("a folder's page, after a way to its slash", async () => {
    expect(await textOf("/")).toEqual([200, "the contents"]);
    expect(await textOf("/api/")).toEqual([200, "the reference"]);
    for (const [path, to] of [
      ["/api", "/api/"],
      ["//api", "/api/"],
      ["/api?x=1&y#z", "/api/?x=1&y"],
      [`${address()}api?x`, "/api/?x"],
    ] as const) {
      const { status, headers } = await ask(path);
      expect([status, headers.location]).toEqual([301, to]);
    }
  });

  test.each([
    "/none.html",
    "/none/",
    "/01-a.html/",
    "/.env",
    "/%2eenv",
    "/.hidden/page.html",
    "/api/../.env",
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/..%2f..%2f..%2fetc%2fpasswd",
    "/..\\secret.txt",
    "/../site-other.txt",
    "/away.txt",
    "/up/secret.txt",
    "/up",
    "/shown.txt",
    "/loop.html",
    "/%",
    "/%zz",
    "/%ff",
    "/%00",
    "/01-a.html%00.txt",
    `/${"a".repeat(5000)}`,
    "/api%2findex.html",
    "/api%2Findex.html",
    "/api%5cindex.html",
  ])("nothing at %s", async (path) => {
    const answer = await textOf(path);
    expect(answer).toEqual([404, "There is no such page.\n"]);
    expect(await textOf("/")).toEqual([200, "the contents"]);
  });

  test("nothing in the place of a file that is deleted, or has become a folder", async () => {
    rmSync(pathOf("01-a.html"));
    expect((await ask("/01-a.html")).status).toBe(404);
    mkdirSync(pathOf("01-a.html"));
    expect((await ask("/01-a.html")).status).toBe(301);
    expect((await ask("/01-a.html/")).status).toBe(404);
  });

  test("a file that is deleted and written again while many ask, and the server stays", async () => {
    const asked = Array.from({ length: 200 }, async (_, at) => {
      if (at % 10 === 0) rmSync(pathOf("digits.bin"), { force: true });
      else if (at % 10 === 5) writeFileSync(pathOf("digits.bin"), DIGITS);
      return (await ask("/digits.bin")).status;
    });
    const statuses = new Set(await Promise.all(asked));
    expect([...statuses].every((status) => status === 200 || status === 404)).toBe(true);
    expect((await ask("/")).status).toBe(200);
  });
});

describe("methods", () => {
  it.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"])(
    "refuses %s, and says which it does",
    async (method) => {
      const { status, headers, bytes } = await ask("/", {}, method);
      expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
      expect(bytes.toString()).toBe(`The method must be GET or HEAD, got ${method}.\n`);
    },
  );

  it("answers HEAD with the headers of GET", async () => {
    for (const headers of [{}, { "accept-encoding": "br" }]) {
      const [get, head] = [
        await ask("/01-a.html", headers),
        await ask("/01-a.html", headers, "HEAD"),
      ];
      expect(head.bytes).toHaveLength(0);
      const { date: _, ...rest } = get.headers;
      expect(head).toMatchObject({ status: 200, headers: rest });
    }
    expect((await ask("/none", {}, "HEAD")).status).toBe(404);
    expect((await ask("/digits.bin", { range: "bytes=50-10" }, "HEAD")).status).toBe(200);
  });
});

describe("hosts", () => {
  it.each(["localhost", "LOCALHOST:80", "127.0.0.1:9999", "[::1]:4280"])(
    "knows %s",
    async (host) => {
      expect((await ask("/", { host })).status).toBe(200);
    },
  );

  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:4280", "localhost@x"])(
    "refuses %o in one sentence",
    async (host) => {
      const { port } = new URL(address());
      expect(await textOf("/01-a.html", { host })).toEqual([
        403,
        `The host must be this machine, as in http://127.0.0.1:${port}/, got ${host}.\n`,
      ]);
    },
  );
});

it("outlives requests that are no HTTP, and readers that go away", async () => {
  const port = Number(new URL(address()).port);
  for (const text of [
    "nonsense\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    "GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n",
  ]) {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    const [answer] = await new Promise<string[]>((resolve) => {
      const chunks: string[] = [];
      socket.on("data", (chunk) => chunks.push(String(chunk)));
      socket.on("close", () => resolve([chunks.join("")]));
      socket.on("error", () => {});
      socket.on("end", () => socket.end());
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  }
  const gone = connect(port, "127.0.0.1", () => {
    gone.write("GET /01-a.html HTTP/1.1\r\nHost: localhost\r\n\r\n", () => gone.destroy());
  });
  await new Promise((resolve) => gone.on("close", resolve));
  expect((await ask("/")).status).toBe(200);
});
