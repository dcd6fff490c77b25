import type { Platform } from "../rendering/index.ts";
import { highlight } from "./code.ts";
import { findPicture } from "./images.ts";
import { indexedPng } from "./indexed-png.ts";

/** What a page is written with. `directory` is where relative addresses of pictures are read. */
export function nodePlatform(directory?: string): Platform {
  return {
    dom: async () => (await import("./dom.ts")).dom,
    sanitizer: async () => (await import("./clean-html.ts")).cleanHtml,
    highlight,
    picture: (address, attachments) => findPicture(address, attachments, directory),
    smallPng: indexedPng,
  };
}
