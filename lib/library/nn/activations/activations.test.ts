import { expect, test, vi } from "vitest";
import { arange, ones, randn, type Tensor, tensor } from "../../tensor/index.ts";
import {
  ELU,
  functional as F,
  Flatten,
  GELU,
  Identity,
  LogSoftmax,
  type Module,
  ReLU,
  SELU,
  Sigmoid,
  Softmax,
  Tanh,
} from "../index.ts";
import { expectNear } from "../testing/near.ts";
import { erf } from "./erf.ts";

const AT = [-20, -3, -0.5, -0, 0, 0.5, 3, 20];

// torch 2.13: y = F.elu(x) and so on of float32, and x.grad after y.backward(torch.ones_like(y)).
const TORCHS: [name: string, run: (x: Tensor<"float32">) => Tensor, y: number[], grad: number[]][] =
  [
    [
      "elu",
      (x) => F.elu(x),
      [-1, -0.950212955, -0.393469334, -0, 0, 0.5, 3, 20],
      [2.06115369e-9, 0.0497870669, 0.606530666, 1, 1, 1, 1, 1],
    ],
    [
      "elu of another alpha",
      (x) => new ELU(1.7).forward(x),
      [-1.70000005, -1.61536205, -0.668897867, -0, 0, 0.5, 3, 20],
      [3.50396134e-9, 0.0846380144, 1.03110218, 1.70000005, 1.70000005, 1, 1, 1],
    ],
    [
      "selu",
      (x) => new SELU().forward(x),
      [-1.75809932, -1.6705687, -0.691758156, -0, 0, 0.525350511, 3.15210295, 21.0140209],
      [
        ...[3.62371289e-9, 0.0875306055, 1.06634116, 1.75809932, 1.75809932],
        ...[1.05070102, 1.05070102, 1.05070102],
      ],
    ],
    [
      "gelu",
      (x) => new GELU().forward(x),
      [0, -0.00404986739, -0.154268786, 0, 0, 0.345731199, 2.99595022, 20],
      [0, -0.0119456053, 0.13250491, 0.5, 0.5, 0.86749506, 1.01194561, 1],
    ],
    [
      "gelu by tanh",
      (x) => new GELU({ approximate: "tanh" }).forward(x),
      [-0, -0.00363743305, -0.154285997, -0, 0, 0.345714003, 2.99636269, 20],
      [0, -0.0115842968, 0.13263011, 0.5, 0.5, 0.86736989, 1.01158428, 1],
    ],
  ];

/** Each at most some units in the last place of float32 away; the sign of 0 counts. */
function expectUlps(found: readonly number[], expected: readonly number[], ulps: number): void {
  for (const [i, value] of expected.entries()) {
    const is = found[i] as number;
    const isNear = Math.abs(is - value) <= ulps * 1.2e-7 * Math.max(Math.abs(value), 1e-9);
    expect([i, is, isNear]).toEqual([i, is, true]);
    if (value === 0) expect(is).toBe(value);
  }
}

for (const [name, run, values, slopes] of TORCHS) {
  test(`${name} is torch's, and its gradient`, () => {
    const x = tensor(AT, { requiresGrad: true });
    const y = run(x);
    // 9 digits of the recording add up to half a unit.
    expectUlps(y.tolist() as number[], values, 2);
    y.backward(ones([AT.length]));
    expectNear(x.grad, slopes, 5e-7);
    // The same in another order of memory, in float64, and where no gradient is wanted.
    const square = tensor(AT).reshape([4, 2]).t();
    expect(
      run(square as never)
        .flatten()
        .tolist(),
    ).toEqual(
      run(square.contiguous() as never)
        .flatten()
        .tolist(),
    );
    expectNear(run(tensor(AT, { dtype: "float64" }) as never), values, 2e-7);
    expect(run(tensor(AT)).requiresGrad).toBe(false);
    expect(run(tensor([])).shape).toEqual([0]);
  });
}

// Python's math.erf.
test("erf is within 5 units in the last place on each of its intervals", () => {
  const known = [
    [0, 0],
    [1e-9, 1.1283791670955127e-9],
    [0.5, 0.5204998778130465],
    [-1, -0.8427007929497149],
    [1.2, 0.9103139782296353],
    [2, 0.9953222650189527],
    [-2.9, -0.9999589021219005],
    [4, 0.9999999845827421],
    [7, 1],
    [Number.NEGATIVE_INFINITY, -1],
  ] as const;
  for (const [x, value] of known) {
    expect(Math.abs(erf(x) - value)).toBeLessThanOrEqual(Math.abs(value) * 5.6e-16);
  }
  expect(erf(Number.NaN)).toBeNaN();
});

test("softmax modules work along their dimension, and choose one as torch where none is said", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const x = randn([2, 3, 4]);
  expect(new Softmax(-1).forward(x).tolist()).toEqual(F.softmax(x, 2).tolist());
  expect(new LogSoftmax(1).forward(x).tolist()).toEqual(F.logSoftmax(x, 1).tolist());
  expect(warn).not.toHaveBeenCalled();
  for (let again = 0; again < 2; again++) {
    expect(new Softmax().forward(x).tolist()).toEqual(F.softmax(x, 0).tolist());
    expect(new Softmax().forward(x.at(0)).tolist()).toEqual(F.softmax(x.at(0), 1).tolist());
  }
  expect(warn.mock.calls).toEqual([
    [
      "Implicit dimension choice for softmax has been deprecated. Change the call to include dim=X as an argument.",
    ],
  ]);
  warn.mockRestore();
});

test("Flatten joins dimensions, Identity does nothing", () => {
  const x = ones([2, 3, 4]);
  const shapes = [[0], [2], [0, 1], [1, -1], [-2]].map(
    (dims) => new Flatten(...dims).forward(x).shape,
  );
  expect(shapes).toEqual([[24], [2, 3, 4], [6, 4], [2, 12], [2, 12]]);
  expect(new Flatten(0).forward(tensor(3)).shape).toEqual([1]);
  expect(new Flatten().forward(ones([2, 0, 3])).shape).toEqual([2, 0]);
  expect(() => new Flatten(1, 0).forward(x)).toThrow("startDim must not come after endDim");
  expect(() => new Flatten().forward(ones([3]))).toThrow("in [-1, 0], got 1");
  expect(new Identity().forward(x)).toBe(x);
});

test("all print as torch prints them", () => {
  const printed: [Module, string][] = [
    [new ReLU(), "ReLU()"],
    [new Sigmoid(), "Sigmoid()"],
    [new Tanh(), "Tanh()"],
    [new SELU(), "SELU()"],
    [new ELU(), "ELU(alpha=1.0)"],
    [new ELU(0.5), "ELU(alpha=0.5)"],
    [new GELU(), "GELU(approximate='none')"],
    [new Softmax(), "Softmax(dim=None)"],
    [new LogSoftmax(-1), "LogSoftmax(dim=-1)"],
    [new Flatten(), "Flatten(start_dim=1, end_dim=-1)"],
    [new Identity(), "Identity()"],
  ];
  for (const [module, text] of printed) expect(String(module)).toBe(text);
});

test("integers are refused where torch refuses them", () => {
  const x = arange(3) as never;
  for (const module of [new SELU(), new ELU(), new GELU(), new Softmax(0), new LogSoftmax(0)]) {
    expect(() => module.forward(x)).toThrow("must be float32 or float64, got int64");
  }
  expect(new ReLU().forward(x).dtype).toBe("int64");
  expect(new Sigmoid().forward(x).dtype).toBe("float32");
});
