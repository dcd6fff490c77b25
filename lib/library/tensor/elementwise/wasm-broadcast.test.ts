import fc from "fast-check";
import { expect, test } from "vitest";
import { Generator } from "../../random/index.ts";
import { withoutWasm } from "../../wasm/index.ts";
import { rand, type Tensor } from "../index.ts";
import { expectSameAsLoops, specialNumbers } from "../testing/same-as-loops.ts";

const OPERATIONS = ["add", "sub", "mul", "div", "maximum", "minimum"] as const;

/** Numbers of all kinds in the given shape, of which some dimensions are repeated by a stride of 0. */
const operand = (shape: readonly number[]) =>
  fc
    .record({
      order: fc.shuffledSubarray(
        shape.map((_, d) => d),
        { minLength: shape.length },
      ),
      ones: fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }),
      dropped: fc.integer({ min: 0, max: shape.length }),
      expanded: fc.boolean(),
      gap: fc.boolean(),
      step: fc.integer({ min: 1, max: 12 }),
    })
    .map(({ order, ones, dropped, expanded, gap, step }) => () => {
      const lengths = shape.map((length, d) => (ones[d] ? 1 : length));
      const stored = order.map((d) => lengths[d] as number);
      const last = stored.length - 1;
      const wide = gap ? stored.map((length, d) => (d === last ? length + 2 : length)) : stored;
      const size = wide.reduce((a, b) => a * b, 1);
      let x: Tensor = specialNumbers(size, step).reshape(wide);
      if (gap) x = x.slice(1, 1 + (stored[last] as number), { dim: last });
      x = x.permute(lengths.map((_, d) => order.indexOf(d)));
      if (expanded) return x.expand(shape);
      // Leading dimensions of length 1 may as well be missing.
      let missing = 0;
      while (missing < dropped && x.shape[0] === 1) {
        x = x.squeeze(0);
        missing++;
      }
      return x;
    });

test("operands of any strides and shapes give the numbers and strides of the plain loops", () => {
  const shapes = fc.array(fc.constantFrom<number[]>(1, 2, 3, 5, 8, 17, 70), {
    minLength: 1,
    maxLength: 4,
  });
  const cases = shapes
    .filter((shape) => shape.reduce((a, b) => a * b, 1) < 20_000)
    .chain((shape) => fc.record({ a: operand(shape), b: operand(shape) }));
  fc.assert(
    fc.property(cases, fc.constantFrom(...OPERATIONS), ({ a, b }, operation) => {
      const expression = () => a()[operation](b());
      expectSameAsLoops(expression);
      expect(expression().strides).toEqual(withoutWasm(expression).strides);
    }),
    { numRuns: 400 },
  );
});

test("rows and columns longer than a chunk, and many short ones, equal the plain loop", () => {
  const generator = new Generator(3);
  const draw = (shape: number[]) => rand(shape, { generator }).sub(0.5);
  const wide = draw([3, 70_001]);
  const tall = draw([50_003, 3]);
  for (const operation of ["sub", "div", "add"] as const) {
    for (const x of [wide, tall]) {
      const [rows = 0, columns = 0] = x.shape;
      const [row, column] = [draw([columns]), draw([rows, 1])];
      expectSameAsLoops(() => x[operation](row));
      expectSameAsLoops(() => x[operation](column));
      expectSameAsLoops(() => column[operation](x));
      expectSameAsLoops(() => x.t()[operation](column.t()));
    }
  }
});
