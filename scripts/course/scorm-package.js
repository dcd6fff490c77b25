import { strToU8, zipSync } from "fflate";

/**
 * A lesson of a package.
 * @typedef {{ name: string, title: string, html: string }} PackagedLesson
 */

/**
 * The bytes of a SCORM 1.2 package. The same lessons make the same bytes.
 * @param {{ title: string, lessons: readonly PackagedLesson[] }} course
 */
export function scormPackage({ title, lessons }) {
  const files = Object.fromEntries(
    // The byte order mark counts for more than the encoding that a system's header may name.
    lessons.map(({ name, html }) => [`${name}.html`, strToU8(`\uFEFF${html}`)]),
  );
  const manifest = strToU8(manifestOf({ title, lessons }));
  return zipSync({ "imsmanifest.xml": manifest, ...files }, { mtime: "1980-01-01" });
}

/**
 * The manifest that lists the lessons, in their order, each a SCO.
 * @param {{ title: string, lessons: readonly Pick<PackagedLesson, "name" | "title">[] }} course
 */
export function manifestOf({ title, lessons }) {
  const items = lessons.map(
    (lesson) =>
      `      <item identifier="ITEM-${identifier(lesson.name)}" identifierref="RES-${identifier(lesson.name)}" isvisible="true">
        <title>${escaped(lesson.title)}</title>
      </item>`,
  );
  const resources = lessons.map(({ name }) => {
    const href = encodeURIComponent(`${name}.html`);
    return `    <resource identifier="RES-${identifier(name)}" type="webcontent" adlcp:scormtype="sco" href="${href}">
      <file href="${href}"/>
    </resource>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="dropout-lab-course" version="1.2"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="COURSE">
    <organization identifier="COURSE">
      <title>${escaped(title)}</title>
${items.join("\n")}
    </organization>
  </organizations>
  <resources>
${resources.join("\n")}
  </resources>
</manifest>
`;
}

/**
 * A name in what XML takes for an identifier: other characters become their codes.
 * @param {string} name
 */
function identifier(name) {
  return name.replace(
    /[^A-Za-z0-9.-]/gu,
    (character) => `_${character.codePointAt(0)?.toString(16)}_`,
  );
}

/** @param {string} text */
function escaped(text) {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
