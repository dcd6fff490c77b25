import { expect, test } from "vitest";
import { camelCase, wrongNotes } from "./torch-names.js";

/** @import { Note } from "./torch-notes.js" */

test("a name is torch's in camelCase, and keeps what stands at its ends", () => {
  const names = ["log_softmax", "add_", "requires_grad_", "T", "is_grad_enabled", "atleast_1d"];
  expect(names.map(camelCase)).toEqual([
    ...["logSoftmax", "add_", "requiresGrad_", "T", "isGradEnabled", "atleast1d"],
  ]);
});

const rooms = /** @type {any} */ ({});
const theirs = { "torch.Tensor": ["amax", "max", "clip_norm_"] };
const ours = { "torch.Tensor": [{ told: "members", names: ["max", "clipNorm"] }] };

/** @param {string} name @param {Note} note @param {string} given what torch gives */
const wrong = (name, note, given = "") =>
  wrongNotes({ [name]: note }, { theirs, ours, rooms, given: [given] });

test("notes that are right are kept", () => {
  expect(wrong("torch.Tensor.clip_norm_", { here: "clipNorm" })).toEqual([]);
  const note = { note: "Values alone.", ours: () => 1, torch: "2" };
  expect(wrong("torch.Tensor.max", note, "2")).toEqual([]);
});

test.each(
  /** @type {[string, Note, string][]} */ ([
    ["torch.Tensor.gone", { here: "max" }, "torch has no such name"],
    ["torch.Tensor.max", { here: "max" }, "is what the name would be anyway"],
    ["torch.Tensor.amax", { here: "largest" }, "there is no largest"],
    ["torch.Tensor.amax", { note: "Other." }, "there is no amax"],
    ["torch.Tensor.max", {}, "must say what differs"],
    ["torch.Tensor.max", { note: "Other." }, "must show what differs"],
    ["torch.Tensor.max", { note: "Other.", ours: () => "x", torch: "x" }, "no longer differs"],
  ]),
)("a wrong note of %s is told: %o", (name, note, told) => {
  expect(wrong(name, note, "torch.x").join()).toContain(told);
});
