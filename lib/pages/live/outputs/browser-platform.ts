/// <reference lib="dom" />
import { colorScript } from "../../code/index.ts";
import { createSanitizer, type Dom, escapeHtml, type Platform } from "../../rendering/index.ts";
import type { TrustedPolicy } from "../payload.ts";
import { readEntitiesBy } from "../stand-ins/entities.ts";

const SCRIPTS = /^(?:ts|typescript|js|javascript)$/;

/** What outputs are shown with in the page of a reader. */
export function browserPlatform(policy: TrustedPolicy): Platform {
  const dom: Dom = { window, parsable: (html) => policy.createHTML(html), policy };
  const sanitizer = createSanitizer(dom);
  readEntitiesBy(policy);
  return {
    dom: async () => dom,
    sanitizer: async () => sanitizer,
    highlight(source, language) {
      if (!SCRIPTS.test(language)) return escapeHtml(source);
      let html = "";
      colorScript(source, /^t/.test(language) ? "typescript" : "javascript", (text, classes) => {
        html += `<span class="${classes}">${escapeHtml(text)}</span>`;
      });
      return html;
    },
    // A page that needs no network has no folder either.
    picture: (address) => {
      if (/^data:image\//i.test(address)) return { kind: "inline", source: address };
      if (/^(?:https?:)?\/\//i.test(address)) return { kind: "remote", address };
      return { kind: "missing", reason: `${address.slice(0, 200)} cannot be read` };
    },
    smallPng: (base64) => base64,
  };
}
