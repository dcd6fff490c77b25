import { JSDOM } from "jsdom";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { showValue } from "./show-value.ts";

const show = async (value: unknown) => {
  const failures: unknown[] = [];
  const failed = (error: unknown) => void failures.push(error);
  return { ...(await showValue(value, { failed, colors: false })), failures };
};

describe("a value that shows itself in other notebooks", () => {
  const { document } = new JSDOM("").window;

  it("is an element, by its HTML", async () => {
    const element = document.createElement("p");
    element.textContent = "x < y";
    expect((await show(element)).data).toEqual({
      "text/plain": "<p>x &lt; y</p>",
      "text/html": "<p>x &lt; y</p>",
    });
  });

  it("is an SVG element, as a document of its own", async () => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.innerHTML = `<text title="a<b">x&nbsp;y${" long".repeat(20)}</text>`;
    const { data } = await show(svg);
    expect(data["text/plain"]).toBe("<svg>…</svg>");
    expect(data["image/svg+xml"]).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"><text title="a&lt;b">x\u00a0y long/,
    );
  });

  it("is an SVG of a library that writes HTML only", async () => {
    const html = '<svg><a xlink:href="#b"/>&nbsp;</svg>';
    const { data } = await show({ nodeType: 1, outerHTML: html });
    expect(data["image/svg+xml"]).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">' +
        '<a xlink:href="#b"/>&#160;</svg>',
    );
  });

  const png = PNG.sync.write(new PNG({ width: 2, height: 2 }));
  const jpeg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffdb0000ffd9", "hex");
  const openJpeg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffc0000b", "hex");
  const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
  it.each([
    ["a Buffer", png, "image/png"],
    ["bytes", new Uint8Array(png), "image/png"],
    ["an ArrayBuffer", new Uint8Array(png).buffer, "image/png"],
    ["a part of a buffer", new Uint8Array([1, ...png, 2]).subarray(1, png.length + 1), "image/png"],
    ["a Blob", new Blob([new Uint8Array(png)], { type: "image/png" }), "image/png"],
    ["a JPEG", jpeg, "image/jpeg"],
    ["a JPEG without its end", openJpeg, "image/jpeg"],
    ["a GIF", gif, "image/gif"],
  ])("is a picture, as %s", async (_name, value, type) => {
    const { data } = await show(value);
    expect(Object.keys(data).sort()).toEqual([type, "text/plain"]);
    if (type === "image/png") expect(data[type]).toBe(png.toString("base64"));
  });

  it("is an SVG in bytes, not in a string", async () => {
    const text = `<?xml version="1.0"?>\n<!-- <p> -->\n<svg><g/></svg>\n`;
    expect((await show(new TextEncoder().encode(text))).data["image/svg+xml"]).toBe(
      text.replace("<svg>", '<svg xmlns="http://www.w3.org/2000/svg">'),
    );
    expect(Object.keys((await show(text)).data)).toEqual(["text/plain"]);
  });

  it.each([
    ["a cut PNG", png.subarray(0, 40)],
    ["a PNG's first bytes", png.subarray(0, 8)],
    ["a JPEG's first bytes", jpeg.subarray(0, 12)],
    ["other bytes", Buffer.from("GIF89a is how a GIF begins")],
    ["HTML", Buffer.from("<html><svg></svg></html>")],
    ["many comments", Buffer.from("<!-- --> ".repeat(10_000))],
    ["nothing", Buffer.alloc(0)],
    ["a list", [png]],
  ])("is not %s", async (_name, value) => {
    expect(Object.keys((await show(value)).data)).toEqual(["text/plain"]);
  });

  it("has a toHTML method, which may take its time", async () => {
    const html = { "text/html": "<table></table>" };
    class Table {
      toHTML() {
        return "<table></table>";
      }
    }
    expect((await show(new Table())).data).toMatchObject(html);
    expect((await show({ toHTML: async () => "<table></table>" })).data).toMatchObject(html);
    expect((await show({ toHTML: () => 5 })).data).not.toHaveProperty(["text/html"]);
    const rejects = await show({ toHTML: () => Promise.reject(new Error("no")) });
    expect(rejects.data).not.toHaveProperty(["text/html"]);
    expect(rejects.failures).toEqual([]);
  });
});
