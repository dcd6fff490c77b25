import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { KERNEL_FRAME_SCRIPT } from "./kernel-frame.ts";

it("starts the worker that the page sends, once, whatever others send before and after", () => {
  const parent = {};
  const started: string[] = [];
  const realm = Object.assign(new EventTarget(), {
    parent,
    Blob: class extends Array<string> {
      constructor(parts: string[]) {
        super(...parts);
      }
    },
    URL: { createObjectURL: (parts: string[]) => parts.join("") },
    Worker: class {
      constructor(script: string) {
        started.push(script);
      }
      postMessage() {}
    },
  });
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  runInNewContext(KERNEL_FRAME_SCRIPT, {
    ...realm,
    self: realm,
    get worker() {
      return Reflect.get(realm, "worker");
    },
    addEventListener: addEventListener.bind(realm),
    removeEventListener: removeEventListener.bind(realm),
  });
  const send = (source: object, data: string) =>
    realm.dispatchEvent(Object.assign(new Event("message"), { source, data, ports: [{}, {}] }));
  send({}, "another's");
  send(parent, "the page's");
  send(parent, "the page's again");
  send({}, "another's");
  expect(started).toEqual(["the page's"]);
});
