import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PortError, type ServedSite, serveSite } from "./serve-site.ts";

let directory = "";
let site: ServedSite;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "served-"));
  writeFileSync(join(directory, "index.html"), "the contents");
  writeFileSync(join(directory, "01-a.html"), "a lesson");
  site = await serveSite(directory, { port: 0 });
});
afterEach(async () => {
  await site.close();
  rmSync(directory, { recursive: true });
});

const get = async (path: string) => {
  const response = await fetch(new URL(path, site.address));
  return [response.status, response.headers.get("content-type"), await response.text()];
};

test("serves the pages on this machine only, as they are now", async () => {
  expect(site.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(await get("/")).toEqual([200, "text/html;charset=utf-8", "the contents"]);
  expect((await get("/01-a.html"))[2]).toBe("a lesson");
  writeFileSync(join(directory, "01-a.html"), "a lesson, longer now");
  expect((await get("/01-a.html"))[2]).toBe("a lesson, longer now");
  writeFileSync(join(directory, "02-b.html"), "new");
  expect((await get("/02-b.html"))[2]).toBe("new");
});

test("says in one sentence that a port is taken, and the way out", async () => {
  const port = Number(new URL(site.address).port);
  const second = serveSite(directory, { port });
  await expect(second).rejects.toThrow(
    `port ${port}: must be free to use, got EADDRINUSE; choose another with --port N`,
  );
  await expect(second).rejects.toBeInstanceOf(PortError);
});

test("frees the port when it is closed, whatever a browser keeps open", async () => {
  const port = Number(new URL(site.address).port);
  // Opened in advance, nothing asked yet.
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  await get("/");
  await site.close();
  socket.destroy();
  site = await serveSite(directory, { port });
  expect((await get("/"))[0]).toBe(200);
});
