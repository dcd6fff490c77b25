import { test } from "vitest";
import { Generator } from "../random/index.ts";
import { randn, type Tensor, zeros } from "../tensor/index.ts";
import { expectSameAsLoops } from "../tensor/testing/same-as-loops.ts";
import { Adam, AdamW, SGD } from "./index.ts";

const MAXIMIZE = { lr: 0.3, maximize: true };
const OPTIMIZERS = {
  SGD: (x: Tensor[]) => new SGD(x, { lr: 0.3 }),
  "SGD with momentum": (x: Tensor[]) => new SGD(x, { lr: 0.3, momentum: 0.7, weightDecay: 0.01 }),
  "SGD with dampening": (x: Tensor[]) => new SGD(x, { ...MAXIMIZE, momentum: 0.7, dampening: 0.4 }),
  "SGD of Nesterov": (x: Tensor[]) => new SGD(x, { lr: 0.3, momentum: 0.7, nesterov: true }),
  Adam: (x: Tensor[]) => new Adam(x, { lr: 0.3, betas: [0.8, 0.9], weightDecay: 0.01 }),
  "Adam of small betas": (x: Tensor[]) => new Adam(x, { ...MAXIMIZE, betas: [0.3, 0] }),
  AdamW: (x: Tensor[]) => new AdamW(x, { lr: 0.3 }),
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
