import { JSDOM } from "jsdom";
import type { Dom } from "../rendering/index.ts";

const { window } = new JSDOM("");

/** The DOM of Node; nothing in it runs or loads. */
export const dom: Dom = {
  window: window as unknown as Dom["window"],
  parsable: (html) => html,
};
