import { FLOATS } from "./maker.js";

/**
 * @import { Call } from "./call.js"
 * @import { Maker } from "./maker.js"
 */

/**
 * Some steps on two parameters, with other gradients each.
 * @param {string} name
 * @param {string} options torch's, as Python
 * @param {(m: Maker) => Record<string, unknown>} make the options' names and values
 * @param {(given: any) => Record<string, unknown>} ours the options here
 * @returns {Call}
 */
const optimizer = (name, options, make, ours) => ({
  name: `optim.${name}`,
  make: (m) => {
    const dtype = m.pick(FLOATS);
    const wish = /** @type {const} */ ({ dtype, values: "normal", needs: false, dense: true });
    const shapes = [[3], [2, 4]];
    const gradients = Array.from({ length: m.integer(1, 4) }, () =>
      shapes.map((shape) => m.tensor({ ...wish, shape })),
    );
    const start = shapes.map((shape) => m.tensor({ ...wish, shape, needs: true }));
    return { start, gradients, lr: m.pick([0.1, 0.01, 1]), ...make(m) };
  },
  ours: ({ start, gradients, ...given }, { nn }) => {
    const stepper = new nn[/** @type {"SGD"} */ (name)](start, { lr: given.lr, ...ours(given) });
    for (const step of gradients) {
      for (const [i, parameter] of start.entries()) parameter.grad = step[i];
      stepper.step();
    }
    stepper.zeroGrad();
    return [];
  },
  torch: `
optimizer = torch.optim.${name}(start, lr=lr, ${options})
for step in gradients:
    for parameter, gradient in zip(start, step):
        parameter.grad = gradient
    optimizer.step()
optimizer.zero_grad()
return []`,
  near: [2e-6, 1e-13],
});

/** The parameters after some steps. @type {Call[]} */
export const OPTIMIZERS = [
  optimizer(
    "SGD",
    "momentum=momentum, weight_decay=decay",
    (m) => ({ momentum: m.pick([0, 0.9]), decay: m.pick([0, 0.1]) }),
    ({ momentum, decay }) => ({ momentum, weightDecay: decay }),
  ),
  optimizer(
    "Adam",
    "betas=betas, weight_decay=decay",
    (m) => ({
      betas: m.pick([
        [0.9, 0.999],
        [0.5, 0.9],
      ]),
      decay: m.pick([0, 0.1]),
    }),
    ({ betas, decay }) => ({ betas, weightDecay: decay }),
  ),
];
