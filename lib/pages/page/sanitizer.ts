import createDOMPurify from "dompurify";
import { JSDOM } from "jsdom";

export interface CleanOptions {
  /** The address a picture's address becomes; undefined leaves the picture out. */
  readonly picture?: (address: string) => string | undefined;
  /** The address a link's address becomes. */
  readonly link?: (address: string) => string;
}

export interface Cleaned {
  readonly html: string;
  /** Whether scripts were taken out, without which the rest may mean nothing. */
  readonly hadScripts: boolean;
  /** Whether it brings styles of its own, which must not reach the rest of the page. */
  readonly hasStyles: boolean;
}

const { window } = new JSDOM("");
const purify = createDOMPurify(window);

/**
 * Anyone's HTML without what acts or loads: no scripts, handlers, forms, frames, remote pictures or
 * styles; what stays outside is named by a link.
 */
export function cleanHtml(html: string, options: CleanOptions = {}): Cleaned {
  const template = window.document.createElement("template");
  template.innerHTML = html;
  const { content } = template;
  const hadScripts = content.querySelector("script") !== null;
  for (const frame of content.querySelectorAll("iframe, embed, object, video, audio")) {
    const inner = frame.querySelector("source")?.getAttribute("src");
    const address = frame.getAttribute("src") ?? frame.getAttribute("data") ?? inner ?? "";
    if (!address.startsWith("data:") || /iframe|embed|object/i.test(frame.tagName)) {
      frame.replaceWith(...outsideLink(address, "Embedded content"));
    }
  }
  for (const image of content.querySelectorAll("img")) {
    const address = image.getAttribute("src") ?? "";
    const found = options.picture?.(address) ?? (address.startsWith("data:") ? address : undefined);
    if (found === undefined) image.replaceWith(...outsideLink(address, image.alt || "Picture"));
    else image.setAttribute("src", found);
    if (!image.hasAttribute("alt")) image.setAttribute("alt", "");
  }
  for (const header of content.querySelectorAll("th:empty")) {
    // A corner that heads nothing.
    header.replaceWith(window.document.createElement("td"));
  }
  for (const anchor of content.querySelectorAll("a[href]")) {
    const address = anchor.getAttribute("href") ?? "";
    anchor.setAttribute("href", options.link?.(address) ?? address);
  }
  for (const element of content.querySelectorAll("[style]")) {
    const style = element.getAttribute("style") ?? "";
    if (/url\s*\(|@import|expression|position\s*:\s*(?:fixed|sticky)/i.test(style)) {
      element.removeAttribute("style");
    }
  }
  for (const style of content.querySelectorAll("style")) {
    style.textContent = (style.textContent ?? "")
      .replace(/@import[^;]*;?/gi, "")
      .replace(/url\s*\([^)]*\)/gi, "none");
  }
  const clean = purify.sanitize(template.innerHTML, {
    FORBID_TAGS: [
      "form",
      "input",
      "button",
      "textarea",
      "select",
      "dialog",
      "base",
      "link",
      "meta",
    ],
    FORBID_ATTR: [
      "srcset",
      "poster",
      "background",
      "action",
      "formaction",
      "autofocus",
      "border",
      "tabindex",
    ],
    // A style that comes first would be dropped as part of the head.
    FORCE_BODY: true,
  });
  return { html: clean, hadScripts, hasStyles: /<style[\s>]/i.test(clean) };
}

function outsideLink(address: string, label: string): Node[] {
  if (!/^https?:\/\//i.test(address)) return [];
  const link = window.document.createElement("a");
  link.href = address;
  link.textContent = `${label}: ${address}`;
  return [link];
}

purify.addHook("uponSanitizeAttribute", (node, data) => {
  const loads = /^(?:src|href|xlink:href|data)$/.test(data.attrName);
  if (loads && !/^a(?:rea)?$/i.test(node.nodeName) && !/^(?:data:|#)/i.test(data.attrValue)) {
    data.keepAttr = false;
  }
});
