import { expect, it } from "vitest";
import { findApi, type ScormApi } from "./find-api.ts";

interface Frame {
  parent?: Frame;
  top?: Frame;
  opener?: Frame | null;
  API?: ScormApi;
}

const API = {} as ScormApi;

/** A window; a topmost one is its own parent. */
function windowWith(frame: Frame): Frame {
  frame.parent ??= frame;
  frame.top ??= frame.parent.top ?? frame.parent;
  return frame;
}
const find = (frame: Frame) => findApi(frame as unknown as Window);

it("is found in a frame around the page, however far, and around the window that opened it", () => {
  const system = windowWith({ API });
  const inner = windowWith({ parent: windowWith({ parent: system }) });
  expect(find(inner)).toBe(API);
  const popup = windowWith({ opener: windowWith({ parent: system }) });
  expect(find(popup)).toBe(API);
  expect(find(windowWith({ parent: popup }))).toBe(API);
});

it("is not found where there is none, or another origin's frame answers nothing", () => {
  expect(find(windowWith({ opener: null }))).toBeUndefined();
  const foreign = windowWith({});
  Object.defineProperty(foreign, "API", {
    get() {
      throw new Error("SecurityError");
    },
  });
  expect(find(windowWith({ parent: foreign }))).toBeUndefined();
  expect(find(windowWith({ parent: windowWith({ parent: foreign, API }) }))).toBe(API);
});
