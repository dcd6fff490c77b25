import { JSDOM } from "jsdom";

/** The DOM in which others' HTML and SVG are taken apart; nothing in it runs or loads. */
export const { window } = new JSDOM("");
