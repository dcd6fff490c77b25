import { expect, test } from "vitest";
import { Generator } from "../../random/index.ts";
import { arange, noGrad, ones, type Tensor } from "../../tensor/index.ts";
import { functional as F } from "../index.ts";

// How many words of the generator torch 2.13 has used when it raises.

type Name = "dropout" | "dropout1d" | "dropout2d" | "dropout3d" | "alphaDropout";
const whole = (shape: number[]) => arange(shape.reduce((a, b) => a * b, 1)).reshape(shape);
const leaf = (shape: number[]) => {
  const x = ones(shape);
  x.requiresGrad = true;
  return x;
};
const silentView = () => {
  const x = leaf([6]).mul(1);
  return noGrad(() => x.slice(0, 3));
};

const cases: [
  name: Name,
  x: () => Tensor,
  options: { p?: number; inplace?: boolean },
  words: number,
][] = [
  ["dropout", () => whole([6]), {}, 12],
  ["dropout", () => whole([6]).to("bool"), { inplace: true }, 12],
  ["dropout", () => leaf([6]), { inplace: true }, 12],
  ["dropout", () => leaf([6]).slice(0, 3), { inplace: true }, 6],
  ["dropout", silentView, { inplace: true }, 6],
  ["dropout", () => ones([1]).expand([6]), { inplace: true }, 12],
  ["dropout", () => leaf([6]), { p: 1, inplace: true }, 0],
  ["dropout", () => whole([6]), { p: 2 }, 0],
  ["alphaDropout", () => whole([6]), {}, 12],
  ["alphaDropout", () => leaf([6]), { inplace: true }, 12],
  ["dropout1d", () => whole([2, 3]), {}, 4],
  ["dropout1d", () => whole([2, 3, 2]), {}, 12],
  ["dropout1d", () => whole([6]), {}, 0],
  ["dropout1d", () => leaf([2, 3]), { inplace: true }, 0],
  ["dropout1d", () => leaf([2, 3]), { p: 0, inplace: true }, 0],
  ["dropout1d", () => leaf([2, 3, 2]), { inplace: true }, 12],
  ["dropout2d", () => whole([2, 3, 2, 2]), {}, 12],
  ["dropout2d", () => whole([6]), {}, 0],
  ["dropout2d", () => leaf([2, 3, 2]), { inplace: true }, 12],
  ["dropout3d", () => whole([2, 3, 2]), {}, 4],
  ["dropout3d", () => leaf([2, 3, 2, 2]), { inplace: true }, 0],
  ["dropout3d", () => leaf([2, 3, 2, 2, 2]), { inplace: true }, 12],
];

for (const [name, make, options, words] of cases) {
  const x = make();
  test(`${name} of ${x.dtype} [${x.shape}] with ${JSON.stringify(options)} draws ${words} words before it throws`, () => {
    const [generator, other] = [new Generator(0), new Generator(0)];
    const call = { p: 0.2, training: true, ...options, generator };
    expect(() => F[name](make() as Tensor<"float32">, call)).toThrow();
    for (let i = 0; i < words; i++) other.uint32();
    expect(generator.uint32()).toBe(other.uint32());
  });
}
