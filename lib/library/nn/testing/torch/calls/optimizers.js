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
  ours: ({ start, gradients, ...given }, { optim }) => {
    const stepper = new optim[/** @type {"SGD"} */ (name)](start, { lr: given.lr, ...ours(given) });
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

/** The name, the call there and the call here. @type {[string, string, (optim: any, optimizer: any, given: any) => any][]} */
const SCHEDULERS = [
  [
    "StepLR",
    "StepLR(optimizer, n, gamma)",
    (optim, o, { n, gamma }) => new optim.StepLR(o, n, { gamma }),
  ],
  [
    "MultiStepLR",
    "MultiStepLR(optimizer, [n, n, n + 2], gamma)",
    (optim, o, { n, gamma }) => new optim.MultiStepLR(o, [n, n, n + 2], { gamma }),
  ],
  [
    "ExponentialLR",
    "ExponentialLR(optimizer, gamma)",
    (optim, o, { gamma }) => new optim.ExponentialLR(o, gamma),
  ],
  [
    "LinearLR",
    "LinearLR(optimizer, gamma, 1.0, n)",
    (optim, o, { n, gamma }) => new optim.LinearLR(o, { startFactor: gamma, totalIters: n }),
  ],
  [
    "CosineAnnealingLR",
    "CosineAnnealingLR(optimizer, n, 0.01)",
    (optim, o, { n }) => new optim.CosineAnnealingLR(o, n, { etaMin: 0.01 }),
  ],
  [
    "LambdaLR",
    "LambdaLR(optimizer, lambda epoch: 1 / (epoch + n))",
    (optim, o, { n }) => new optim.LambdaLR(o, (/** @type {number} */ epoch) => 1 / (epoch + n)),
  ],
  [
    "ReduceLROnPlateau",
    "ReduceLROnPlateau(optimizer, factor=gamma, patience=1)",
    (optim, o, { gamma }) => new optim.ReduceLROnPlateau(o, { factor: gamma, patience: 1 }),
  ],
];

/** The rates of some epochs. @type {Call[]} */
const RATES = SCHEDULERS.map(([name, theirs, make]) => ({
  name: `optim.lrScheduler.${name}`,
  make: (m) => ({
    ...{ n: m.integer(1, 5), gamma: m.pick([0.1, 0.5, 0.9]), steps: m.integer(1, 12) },
    metrics: Array.from({ length: 12 }, () => m.integer(0, 5)),
  }),
  ours: ({ steps, metrics, ...given }, { optim, tensor }) => {
    const parameter = tensor.tensor([1], { requiresGrad: true });
    const optimizer = new optim.SGD([parameter], { lr: 0.3 });
    const scheduler = make(optim, optimizer, given);
    const rates = [optimizer.paramGroups[0]?.lr];
    for (let i = 0; i < steps; i++) {
      optimizer.step();
      scheduler.step(...(name === "ReduceLROnPlateau" ? [metrics[i]] : []));
      rates.push(optimizer.paramGroups[0]?.lr);
    }
    return rates;
  },
  torch: `
optimizer = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=0.3)
scheduler = torch.optim.lr_scheduler.${theirs}
rates = [optimizer.param_groups[0]["lr"]]
for i in range(steps):
    optimizer.step()
    scheduler.step(${name === "ReduceLROnPlateau" ? "metrics[i]" : ""})
    rates.append(optimizer.param_groups[0]["lr"])
return rates`,
  near: [1e-14, 1e-14],
}));

/** The gradients, as they are afterwards. @type {Call[]} */
const CLIPS = [
  ["clipGradNorm", "clip_grad_norm_"],
  ["clipGradValue", "clip_grad_value_"],
].map(([name, theirs]) => ({
  name: `${name}`,
  make: (m) => {
    const dtype = m.pick(FLOATS);
    const wish = /** @type {const} */ ({ dtype, needs: false, values: "normal" });
    const gradients = [m.tensor({ ...wish, shape: [3, 2] }), m.tensor({ ...wish, shape: [4] })];
    for (const { views } of gradients) if (views[0]?.[0] === "expand") views.length = 0;
    return { gradients, most: m.pick([0.5, 2, 100]) };
  },
  ours: ({ gradients, most }, { optim, tensor }) => {
    const parameters = gradients.map((/** @type {any} */ gradient) => {
      const parameter = tensor.zerosLike(gradient);
      parameter.requiresGrad = true;
      parameter.grad = gradient;
      return parameter;
    });
    const norm = optim[/** @type {"clipGradNorm"} */ (name)](parameters, most);
    return norm === undefined ? [] : [norm];
  },
  torch: `
parameters = [torch.zeros_like(gradient).requires_grad_(True) for gradient in gradients]
for parameter, gradient in zip(parameters, gradients):
    parameter.grad = gradient
norm = nn.utils.${theirs}(parameters, most)
return [] if norm is None else [norm]`,
  near: [1e-6, 1e-14],
}));

/** The parameters after some steps. @type {Call[]} */
export const OPTIMIZERS = [
  optimizer(
    "SGD",
    "momentum=momentum, dampening=dampening, weight_decay=decay, nesterov=nesterov, maximize=maximize",
    (m) => ({
      ...{ momentum: m.pick([0, 0.9]), dampening: m.pick([0, 0, 0.5]), decay: m.pick([0, 0.1]) },
      ...{ nesterov: m.chance(0.3), maximize: m.chance(0.3) },
    }),
    ({ momentum, dampening, decay, nesterov, maximize }) => ({
      ...{ momentum, dampening, weightDecay: decay, nesterov, maximize },
    }),
  ),
  ...["Adam", "AdamW"].map((name) =>
    optimizer(
      name,
      "betas=betas, weight_decay=decay, amsgrad=amsgrad, maximize=maximize",
      (m) => ({
        betas: m.pick([
          [0.9, 0.999],
          [0.5, 0.9],
        ]),
        ...{ decay: m.pick([0, 0.1]), amsgrad: m.chance(0.3), maximize: m.chance(0.3) },
      }),
      ({ betas, decay, amsgrad, maximize }) => ({ betas, weightDecay: decay, amsgrad, maximize }),
    ),
  ),
  {
    name: "optim.LBFGS",
    make: (m) => ({
      x: m.tensor({ shape: [4], dtype: "float64", values: "normal", needs: true, dense: true }),
      search: m.pick([null, "strong_wolfe"]),
      steps: m.integer(1, 4),
    }),
    ours: ({ x, search = null, steps }, { optim }) => {
      const optimizer = new optim.LBFGS([x], { lr: 0.1, maxIter: 5, lineSearchFn: search });
      const losses = [];
      for (let i = 0; i < steps; i++) {
        const loss = optimizer.step(() => {
          optimizer.zeroGrad();
          const found = x.square().mul(x.square()).sum().add(x.exp().sum());
          found.backward();
          return found;
        });
        losses.push(loss?.detach());
      }
      optimizer.zeroGrad();
      return losses;
    },
    torch: `
optimizer = torch.optim.LBFGS([x], lr=0.1, max_iter=5, line_search_fn=search)
def closure():
    optimizer.zero_grad()
    found = (x.square() * x.square()).sum() + x.exp().sum()
    found.backward()
    return found
losses = [optimizer.step(closure).detach() for _ in range(steps)]
optimizer.zero_grad()
return losses`,
    near: [1e-6, 1e-8],
  },
  ...RATES,
  ...CLIPS,
];
