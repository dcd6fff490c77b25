import { describe, expect, test } from "vitest";
import * as controls from "./controls/index.ts";
import * as estimators from "./estimators/index.ts";
import * as nn from "./nn/index.ts";
import * as optim from "./optim/index.ts";
import * as tensorRoom from "./tensor/index.ts";
import { ones } from "./tensor/index.ts";
import * as training from "./training/index.ts";

// More than anything takes, as a cell that is not checked may write it: an option of torch's.
const TOO_MANY = Array.from({ length: 12 }, () => ({ alpha: 2 }));
const REFUSED = /: takes (no argument|at most \d arguments?), got also \{ alpha \}/;

/** What takes any number of arguments and looks at each, what the language calls, and what is no door. */
const OTHERS = [
  ...["Sequential", "Tensor", "arange", "at", "toString", "toJSON", "extraRepr"],
  ...["constructor", "make", "unary", "fields", "check", "update"],
];

type Called = (...given: unknown[]) => unknown;
type Row = [name: string, call: () => unknown];

const isClass = (value: Called) => /^class\b/.test(Function.prototype.toString.call(value));

/** Calls of every function and class of a room. */
function callsOf(room: object): Row[] {
  return Object.entries(room)
    .filter(([name, value]) => typeof value === "function" && !OTHERS.includes(name))
    .map(([name, value]) => {
      const called = value as Called;
      return [
        name,
        () => (isClass(called) ? Reflect.construct(called, TOO_MANY) : called(...TOO_MANY)),
      ];
    });
}

/** Calls of every method of a thing, also of those from its parents. */
function methodsOf(thing: object): Row[] {
  const rows = new Map<string, () => unknown>();
  for (
    let of = Object.getPrototypeOf(thing);
    of !== Object.prototype;
    of = Object.getPrototypeOf(of)
  ) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(of))) {
      if (typeof value !== "function" || OTHERS.includes(name) || rows.has(name)) continue;
      rows.set(name, () => value.apply(thing, TOO_MANY));
    }
  }
  return [...rows];
}

const layer = new nn.Linear(2, 2);
const sgd = new optim.SGD(layer.parameters(), { lr: 0.1 });
const rooms: [room: string, rows: Row[]][] = [
  ["tensor", callsOf(tensorRoom)],
  ["nn", callsOf(nn)],
  ["functional", callsOf(nn.functional)],
  ["optim", callsOf(optim)],
  ["training", callsOf(training)],
  ["controls", callsOf(controls)],
  ["Tensor", methodsOf(ones([2]))],
  ["a layer", methodsOf(layer)],
  ["a dropout", methodsOf(new nn.Dropout())],
  ["a loss", methodsOf(new nn.CrossEntropyLoss())],
  ["an optimiser", methodsOf(sgd)],
  ["estimators", callsOf(estimators)],
  ["a tree", methodsOf(new estimators.DecisionTreeRegressor())],
  ["a bagging", methodsOf(new estimators.BaggingRegressor())],
  ["a linear regression", methodsOf(new estimators.LinearRegression())],
  ["a classifier", methodsOf(new estimators.LogisticRegression())],
  ["a scheduler", methodsOf(new optim.StepLR(sgd, 1))],
];

describe("arguments that nothing takes are named", () => {
  for (const [room, rows] of rooms) {
    test(`in ${room}`, () => {
      const accepted = rows.flatMap(([name, call]) => {
        try {
          call();
        } catch (error) {
          if (REFUSED.test((error as Error).message)) return [];
          return [`${name}: ${(error as Error).message}`];
        }
        return [name];
      });
      expect(accepted).toEqual([]);
      expect(rows.length).toBeGreaterThan(1);
    });
  }

  test("with their values", () => {
    const x = ones([2]);
    const any = (value: unknown) => value as { add(...given: unknown[]): unknown };
    expect(() => any(x).add(1, { alpha: 2 })).toThrow(
      "add: takes at most 1 argument, got also { alpha }",
    );
    expect(() => any(x).add(1, 2, "a")).toThrow('got also number 2 and string "a"');
    expect(any(x).add(1, undefined)).toBeDefined();
  });
});
