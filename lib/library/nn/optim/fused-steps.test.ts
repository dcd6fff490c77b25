import { test } from "vitest";
import { Generator } from "../../random/index.ts";
import { randn, type Tensor, zeros } from "../../tensor/index.ts";
import { expectSameAsLoops } from "../../tensor/testing/same-as-loops.ts";
import { Adam, SGD } from "../index.ts";

const OPTIMIZERS = {
  SGD: (x: Tensor[]) => new SGD(x, { lr: 0.3, momentum: 0.7, weightDecay: 0.01 }),
  Adam: (x: Tensor[]) => new Adam(x, { lr: 0.3, betas: [0.8, 0.9], weightDecay: 0.01 }),
};

for (const [name, make] of Object.entries(OPTIMIZERS)) {
  test(`steps of ${name} equal the plain loop, and leave the rest of the memory alone`, () => {
    for (const n of [1, 2, 3, 4, 5, 11, 40_003]) {
      expectSameAsLoops(() => {
        const generator = new Generator(n);
        const memory = zeros([n + 7]);
        const parameter = memory.slice(3, n + 3);
        parameter.requiresGrad = true;
        const optimizer = make([parameter]);
        for (let step = 0; step < 3; step++) {
          parameter.grad = randn([n], { generator });
          optimizer.step();
        }
        return memory;
      });
    }
  });
}
