// That no public function or class lacks an example.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readExamples } from "./read-examples.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const ROOMS = [
  "tensor",
  "random",
  "nn",
  "optim",
  "training",
  "estimators",
  "stats",
  "plot",
  "course",
  "datasets",
  "display",
];

/** The names of functions and classes, those in namespaces too. @param {Record<string, unknown>} room @returns {string[]} */
const functionsOf = (room) =>
  Object.entries(room).flatMap(([name, value]) => {
    if (typeof value === "function") return [name];
    const isNamespace = Object.prototype.toString.call(value) === "[object Module]";
    return isNamespace ? functionsOf(/** @type {Record<string, unknown>} */ (value)) : [];
  });

/** The methods of an object's classes. @param {object} object @returns {string[]} */
function methodsOf(object) {
  const prototype = Object.getPrototypeOf(object);
  if (prototype === Object.prototype) return [];
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  const methods = own.flatMap(([name, { value }]) => (typeof value === "function" ? [name] : []));
  return [...methods.filter((name) => name !== "constructor"), ...methodsOf(prototype)];
}

/** Methods that are protected. */
const OWN_USE = ["make", "unary", "fields"];

test("every public function has an example", async () => {
  const rooms = await Promise.all(ROOMS.map((room) => import(`dropout-lab/${room}`)));
  const { tensor } = await import("dropout-lab/tensor");
  const { ReLU } = await import("dropout-lab/nn");
  const methods = [tensor([1]), new ReLU()].flatMap(methodsOf);
  const documented = new Set(readExamples(root, "lib/library").map(({ name }) => name));
  const names = [...rooms.flatMap(functionsOf), ...methods].filter(
    (name) => !OWN_USE.includes(name),
  );
  expect(names.length).toBeGreaterThan(150);
  const without = [...new Set(names)].filter((name) => !documented.has(name)).sort();
  expect(without).toEqual([]);
});
