import type { JSDOM } from "jsdom";
import { textBox } from "./text-box.ts";

/** Gives jsdom what plotly.js asks of a browser and jsdom leaves out: the sizes of texts above all. */
export function addDomStubs(window: JSDOM["window"]): void {
  window.URL.createObjectURL = () => "";
  window.HTMLCanvasElement.prototype.getContext = () => null;
  window.Element.prototype.getBoundingClientRect = function (this: Element) {
    return textBox(this) as DOMRect;
  };
  Object.assign(window.SVGElement.prototype, {
    getBBox(this: Element) {
      return textBox(this);
    },
    getComputedTextLength(this: Element) {
      return textBox(this).width;
    },
  });
}
