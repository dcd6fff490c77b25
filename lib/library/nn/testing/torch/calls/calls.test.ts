import { expect, test } from "vitest";
import { seeded } from "../../../../random/index.ts";
import { CALLS } from "./index.js";
import { makerOf } from "./maker.js";

test("every entry has a name of its own, and arguments that a file can hold", () => {
  expect(new Set(CALLS.map(({ name }) => name)).size).toBe(CALLS.length);
  for (const { name, make } of CALLS) {
    const given = make(makerOf(seeded(name).random));
    expect(JSON.parse(JSON.stringify(given))).toEqual(given);
  }
});

test("views make the wished shape of their base", () => {
  const m = makerOf(seeded("views").random);
  const found = new Set<string>();
  for (let i = 0; i < 200; i++) {
    const shape = m.shape();
    const { shape: base, views, values } = m.tensor({ shape });
    expect(values.length).toBe(base.reduce((a, b) => a * b, 1));
    const [[kind, ...rest] = ["dense"]] = views;
    found.add(kind);
    if (kind === "permute") {
      const [order = []] = rest as [number[]];
      expect(order.map((d) => base[d])).toEqual(shape);
    } else if (kind === "expand") expect(rest[0]).toEqual(shape);
    else if (kind === "slice") {
      const [d = 0, start = 0, end = 0, step = 1] = rest as number[];
      const length = Math.ceil((Math.min(end, base[d] as number) - start) / step);
      expect(base.map((old, i) => (i === d ? length : old))).toEqual(shape);
    } else expect(base).toEqual(shape);
  }
  expect([...found].sort()).toEqual(["dense", "expand", "permute", "slice"]);
});
