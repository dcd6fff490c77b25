import { strFromU8, unzipSync } from "fflate";
import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { manifestOf, scormPackage } from "./scorm-package.js";

const lessons = [
  { name: "01-halves", title: 'Halves & "thirds" <1', html: "<p>½</p>" },
  { name: "02-größe", title: "Sizes", html: "" },
];

test("a package lists its lessons as SCOs in their order, and holds their pages", () => {
  const files = unzipSync(scormPackage({ title: "A & B", lessons }));
  expect(Object.keys(files)).toEqual(["imsmanifest.xml", "01-halves.html", "02-größe.html"]);
  expect(strFromU8(files["01-halves.html"] ?? new Uint8Array())).toBe("<p>½</p>");
  expect([...(files["01-halves.html"] ?? [])].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
  const manifest = strFromU8(files["imsmanifest.xml"] ?? new Uint8Array());
  expect(manifest).toBe(manifestOf({ title: "A & B", lessons }));
  const { document } = new JSDOM(manifest, { contentType: "application/xml" }).window;
  const packaging = "http://www.imsproject.org/xsd/imscp_rootv1p1p2";
  const adl = "http://www.adlnet.org/xsd/adlcp_rootv1p2";
  const all = (/** @type {string} */ name) => [...document.getElementsByTagNameNS(packaging, name)];
  expect(all("schemaversion").map(({ textContent }) => textContent)).toEqual(["1.2"]);
  expect(all("title").map(({ textContent }) => textContent)).toEqual([
    ...["A & B", 'Halves & "thirds" <1', "Sizes"],
  ]);
  const resources = new Map(all("resource").map((one) => [one.getAttribute("identifier"), one]));
  const pages = all("item").map((item) => {
    const resource = resources.get(item.getAttribute("identifierref"));
    expect(resource?.getAttributeNS(adl, "scormtype")).toBe("sco");
    return decodeURIComponent(resource?.getAttribute("href") ?? "");
  });
  expect(pages).toEqual(["01-halves.html", "02-größe.html"]);
  const [organizations] = all("organizations");
  expect(organizations?.getAttribute("default")).toBe(
    all("organization")[0]?.getAttribute("identifier"),
  );
});

test("a lesson of any name has an identifier of its own, and an address that leads to it", () => {
  const names = ["03-what? & why", "03-what# & why", "03-größe", "03-gr__e", "03-日本 50%"];
  const manifest = manifestOf({
    title: "A",
    lessons: names.map((name) => ({ name, title: name })),
  });
  const { document } = new JSDOM(manifest, { contentType: "application/xml" }).window;
  const all = (/** @type {string} */ name, /** @type {string} */ attribute) =>
    [...document.querySelectorAll(name)].map((one) => one.getAttribute(attribute) ?? "");
  const identifiers = [...all("item", "identifier"), ...all("resource", "identifier")];
  expect(new Set(identifiers).size).toBe(2 * names.length);
  // A part of the names without colon that XML takes, which old systems take too.
  for (const one of identifiers) expect(one).toMatch(/^[A-Z][\w.-]*$/);
  expect(all("item", "identifierref")).toEqual(all("resource", "identifier"));
  const paths = all("file", "href").map((href) => new URL(href, "https://lms.example/").pathname);
  expect(paths.map((path) => decodeURIComponent(path.slice(1)))).toEqual(
    names.map((name) => `${name}.html`),
  );
});

test("the same lessons make the same bytes", () => {
  const bytes = () => scormPackage({ title: "A", lessons });
  expect(bytes()).toEqual(bytes());
});
