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

const BETAS = [
  [0.9, 0.999],
  [0.5, 0.9],
  [0.3, 0.2],
];

/** The same options of Adam and AdamW. @param {string} name */
const adam = (name) =>
  optimizer(
    name,
    "betas=betas, weight_decay=decay, amsgrad=amsgrad, maximize=maximize",
    (m) => ({
      betas: m.pick(BETAS),
      decay: m.pick([0, 0.1]),
      amsgrad: m.chance(0.3),
      maximize: m.chance(0.2),
    }),
    ({ betas, decay, amsgrad, maximize }) => ({ betas, weightDecay: decay, amsgrad, maximize }),
  );

/**
 * Rates of 12 epochs.
 * @param {string} name
 * @param {(nn: any, optimizer: any, x: number) => { step(): void }} make
 * @param {string} theirs
 * @returns {Call}
 */
const schedule = (name, make, theirs) => ({
  name: `optim.lr_scheduler.${name}`,
  make: (m) => ({ lr: m.pick([0.1, 0.3, 1]), x: m.integer(1, 8) }),
  ours: ({ lr, x }, { nn, tensor }) => {
    const optimizer = new nn.SGD([tensor.zeros([1])], { lr });
    const scheduler = make(nn, optimizer, x);
    return Array.from({ length: 12 }, () => {
      scheduler.step();
      return optimizer.paramGroups[0]?.lr;
    });
  },
  torch: `
optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
scheduler = torch.optim.lr_scheduler.${theirs}
rates = []
for _ in range(12):
    scheduler.step()
    rates.append(optimizer.param_groups[0]["lr"])
return rates`,
  near: [1e-13, 1e-13],
});

/** @type {[string, Parameters<typeof schedule>[1], string][]} */
const SCHEDULES = [
  ["StepLR", (nn, o, x) => new nn.StepLR(o, x), "StepLR(optimizer, x)"],
  [
    "MultiStepLR",
    (nn, o, x) => new nn.MultiStepLR(o, [1, x, x]),
    "MultiStepLR(optimizer, [1, x, x])",
  ],
  [
    "ExponentialLR",
    (nn, o, x) => new nn.ExponentialLR(o, 1 - 0.1 * x),
    "ExponentialLR(optimizer, 1 - 0.1 * x)",
  ],
  [
    "CosineAnnealingLR",
    (nn, o, x) => new nn.CosineAnnealingLR(o, x),
    "CosineAnnealingLR(optimizer, x)",
  ],
  [
    "LinearLR",
    (nn, o, x) => new nn.LinearLR(o, { totalIters: x }),
    "LinearLR(optimizer, total_iters=x)",
  ],
  [
    "LambdaLR",
    (nn, o, x) => new nn.LambdaLR(o, (/** @type {number} */ e) => x / (e + 1)),
    "LambdaLR(optimizer, lambda e: x / (e + 1))",
  ],
];

/** The parameters after some steps. @type {Call[]} */
export const OPTIMIZERS = [
  optimizer(
    "SGD",
    "momentum=momentum, weight_decay=decay, dampening=dampening, nesterov=nesterov, maximize=maximize",
    (m) => {
      const momentum = m.pick([0, 0.9]);
      const nesterov = momentum > 0 && m.chance(0.4);
      const dampening = nesterov ? 0 : m.pick([0, 0.3]);
      return { momentum, nesterov, dampening, decay: m.pick([0, 0.1]), maximize: m.chance(0.2) };
    },
    ({ momentum, nesterov, dampening, decay, maximize }) => ({
      ...{ momentum, nesterov, dampening, maximize },
      weightDecay: decay,
    }),
  ),
  adam("Adam"),
  adam("AdamW"),
  {
    name: "optim.LBFGS",
    make: (m) => ({
      w: m.tensor({ shape: [4], dtype: "float64", values: "normal", needs: true, dense: true }),
      goal: m.tensor({ shape: [4], dtype: "float64", values: "normal", needs: false, dense: true }),
      lr: m.pick([1, 0.5]),
      iterations: m.pick([2, 5, 20]),
      history: m.pick([2, 100]),
      search: m.pick([null, "strong_wolfe"]),
    }),
    ours: ({ w, goal, lr, iterations, history, search }, { nn }) => {
      const stepper = new nn.LBFGS([w], {
        ...{ lr, maxIter: iterations, historySize: history, lineSearchFn: search },
      });
      const losses = [1, 2, 3].map(() =>
        stepper.step(() => {
          stepper.zeroGrad();
          const loss = w.sub(goal).square().add(1).log().sum().add(w.mul(w).sum().mul(0.1));
          loss.backward();
          return loss;
        }),
      );
      stepper.zeroGrad();
      return losses.map((loss) => loss.detach());
    },
    torch: `
optimizer = torch.optim.LBFGS([w], lr=lr, max_iter=iterations, history_size=history, line_search_fn=search)
def closure():
    optimizer.zero_grad()
    loss = ((w - goal).square() + 1).log().sum() + (w * w).sum() * 0.1
    loss.backward()
    return loss
losses = [optimizer.step(closure).detach() for _ in range(3)]
optimizer.zero_grad()
return losses`,
    near: [1e-5, 1e-7],
  },
  {
    name: "nn.utils.clip_grad_norm_",
    make: (m) => {
      const wish = /** @type {const} */ ({ dtype: m.pick(FLOATS), needs: false, dense: true });
      const gradients = [[3], [2, 4]].map((shape) =>
        m.tensor({ ...wish, shape, values: "normal" }),
      );
      return { gradients, most: m.pick([0.1, 1, 100]), p: m.pick([1, 2, 3, m.number("Infinity")]) };
    },
    ours: ({ gradients, most, p }, { nn, tensor }) => {
      const parameters = gradients.map((/** @type {any} */ grad) =>
        Object.assign(tensor.zeros(grad.shape, { dtype: grad.dtype }), { grad }),
      );
      return nn.clipGradNorm(parameters, most, { normType: p });
    },
    torch: `
parameters = [torch.zeros_like(gradient) for gradient in gradients]
for parameter, gradient in zip(parameters, gradients):
    parameter.grad = gradient
return nn.utils.clip_grad_norm_(parameters, most, norm_type=p)`,
    near: [2e-6, 1e-13],
  },
  ...SCHEDULES.map(([name, make, theirs]) => schedule(name, make, theirs)),
];
