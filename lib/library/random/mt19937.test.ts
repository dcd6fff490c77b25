import { expect, test } from "vitest";
import { Mt19937 } from "./mt19937.ts";

// The known sequence of the authors' init_genrand(5489); C++ fixes its 10,000th number too.
test("the twister gives the published sequence", () => {
  const engine = new Mt19937(5489);
  expect([engine.draw(), engine.draw(), engine.draw()]).toEqual([
    3499211612, 581869302, 3890346734,
  ]);
  for (let i = 4; i < 10_000; i++) engine.draw();
  expect(engine.draw()).toBe(4123659995);
});

test("seeding again starts the same sequence again", () => {
  const engine = new Mt19937(7);
  const first = [engine.draw(), engine.draw()];
  engine.seed(7);
  expect([engine.draw(), engine.draw()]).toEqual(first);
});
