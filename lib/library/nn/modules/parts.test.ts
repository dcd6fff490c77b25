import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { SGD } from "../../optim/index.ts";
import { noGrad, ones, rand, type Tensor, tensor, zeros } from "../../tensor/index.ts";
import { evaluate } from "../../training/index.ts";
import {
  BatchNorm1d,
  Buffer,
  Dropout,
  LayerNorm,
  Linear,
  Module,
  Parameter,
  ReLU,
  Sequential,
} from "../index.ts";

/** Parts in every kind of place that is looked into. */
class Places extends Module {
  net = new Sequential(new Linear(2, 2), new Dropout(0.5));
  list = [new Linear(2, 3), [new Dropout(0.1)]];
  map = new Map<string, Module>([["a", new Linear(1, 1, { bias: false })]]);
  object = { inner: new Linear(1, 1, { bias: false }), note: "no part" };
  scale = new Parameter(ones([2]));
  scales = [new Parameter(ones([1])), new Parameter(zeros([1]))];
  mean = new Buffer(zeros([2]));
  scratch = new Buffer(zeros([2]), { persistent: false });
  last: Tensor | undefined = undefined;
  plain = tensor([1], { requiresGrad: true });

  forward(x: Tensor<"float32">) {
    this.last = this.net.forward(x).mul(this.scale).relu();
    return this.last;
  }
}

// Names and order are torch's, for ModuleList, ModuleDict and ParameterList in these fields.
const NAMES = [
  ...["scale", "net.0.weight", "net.0.bias", "list.0.weight", "list.0.bias"],
  ...["map.a.weight", "object.inner.weight", "scales.0", "scales.1"],
];

test("a field of a layer that holds nothing yet is for what torch keeps there", () => {
  // torch 2.13: cannot assign 'torch.FloatTensor' as parameter 'bias' (torch.nn.Parameter or None expected)
  const layers: [layer: object, name: string][] = [
    [new Linear(2, 3, { bias: false }), "bias"],
    [new LayerNorm(2, { bias: false }), "bias"],
    [new LayerNorm(2, { elementwiseAffine: false }), "weight"],
    [new BatchNorm1d(2, { affine: false }), "weight"],
    [new BatchNorm1d(2, { bias: false }), "bias"],
  ];
  for (const [layer, name] of layers) {
    for (const value of [ones([2]), 3]) {
      expect(() => Object.assign(layer, { [name]: value })).toThrow(
        `${layer.constructor.name}: ${name} must be a Parameter or undefined`,
      );
    }
  }
  const layer = new Linear(2, 3, { bias: false });
  Object.assign(layer, { bias: new Parameter(ones([3])) });
  expect(Object.keys(layer.stateDict())).toEqual(["weight", "bias"]);
  const norm = new BatchNorm1d(2, { trackRunningStats: false });
  Object.assign(norm, { runningMean: ones([2]) });
  expect(Object.keys(norm.stateDict())).toEqual(["weight", "bias", "running_mean"]);
});

test("parameters are the Parameters in fields, arrays, maps and objects, and nothing else", () => {
  const net = new Places();
  const names = () => net.namedParameters().map(([name]) => name);
  expect(names()).toEqual(NAMES);
  net.forward(ones([1, 2]));
  expect(net.last?.requiresGrad).toBe(true);
  expect(names()).toEqual(NAMES);
  expect(net.parameters()).not.toContain(net.last);
});

test("a frozen parameter stays one, in the state too, and an older state loads", () => {
  const net = new Places();
  const before = net.stateDict();
  net.requiresGrad_(false);
  expect(net.parameters().some(({ requiresGrad }) => requiresGrad)).toBe(false);
  expect(net.namedParameters().map(([name]) => name)).toEqual(NAMES);
  expect(Object.keys(net.stateDict())).toEqual([NAMES[0], "mean", ...NAMES.slice(1)]);
  expect(net.loadStateDict(before).missingKeys).toEqual([]);
  net.requiresGrad_();
  net.net.requiresGrad_(false);
  net
    .forward(ones([1, 2]))
    .sum()
    .backward();
  expect(net.scale.grad?.shape).toEqual([2]);
  expect((net.net.layers[0] as Linear).weight.grad).toBeUndefined();
});

test("a parameter shares its tensor's memory and prints as torch prints it", () => {
  const x = ones([2]);
  const parameter = new Parameter(x);
  noGrad(() => parameter.copy_(zeros([2])));
  expect(x.tolist()).toEqual([0, 0]);
  expect(x.requiresGrad).toBe(false);
  expect(inspect(parameter)).toBe("Parameter containing:\ntensor([0., 0.], requires_grad=True)");
  const frozen = new Parameter(x, { requiresGrad: false });
  expect(String(frozen)).toBe("Parameter containing:\ntensor([0., 0.])");
  expect(parameter.mul(2)).not.toBeInstanceOf(Parameter);
  expect(() => new Parameter(zeros([1], { dtype: "int64" as never }))).toThrow("got int64");
  expect(() => new Parameter([1] as never)).toThrow("Parameter: must be a tensor, got a list");
});

test("a small rate prints as in torch", () => {
  expect([1e-7, 0.5, 1].map((p) => String(new Dropout(p)))).toEqual([
    "Dropout(p=1e-07, inplace=False)",
    "Dropout(p=0.5, inplace=False)",
    "Dropout(p=1, inplace=False)",
  ]);
});

test("buffers belong to the state but not to the parameters, unless they are not persistent", () => {
  const net = new Places();
  expect(net.namedBuffers().map(([name]) => name)).toEqual(["mean", "scratch"]);
  expect("scratch" in net.stateDict()).toBe(false);
  net.loadStateDict({ ...net.stateDict(), mean: ones([2]) });
  expect(net.mean.tolist()).toEqual([1, 1]);
});

test("what is computed and put where a buffer was is the buffer from then on", () => {
  class Running extends Module {
    mean: Tensor = new Buffer(zeros([1]));
    forward(x: Tensor<"float32">) {
      this.mean = this.mean.mul(0.5).add(x.mean());
      return x;
    }
  }
  const net = new Running();
  net.forward(ones([4]));
  expect(net.stateDict().mean?.tolist()).toEqual([1]);
  net.forward(ones([4]));
  expect(net.buffers()[0]?.tolist()).toEqual([1.5]);
});

test("a plain tensor in the place of a parameter is refused at once, as in torch", () => {
  class Scaled extends Module {
    w = new Parameter(ones([2]));
    kept: Tensor = ones([2]);
  }
  const [layer, net] = [new Linear(2, 2), new Scaled()];
  const text = "must be a Parameter or undefined, got a plain tensor";
  expect(() => Object.assign(layer, { weight: ones([2, 2]) })).toThrow(`Linear: weight ${text}`);
  expect(() => Object.assign(net, { w: ones([2]) })).toThrow(`Scaled: w ${text}`);
  expect(layer.parameters()).toHaveLength(2);
  net.w = new Parameter(zeros([2]));
  net.kept = zeros([2]);
  expect(net.parameters()).toEqual([net.w]);
  net.kept = new Parameter(ones([2]));
  expect(net.parameters()).toHaveLength(2);
});

test("a part can be taken away, and only a part put there again, as in torch", () => {
  class Net extends Module {
    inner: unknown = new Linear(2, 2);
    mean: unknown = new Buffer(zeros([1]));
  }
  for (const nothing of [undefined, null]) {
    const layer = new Linear(2, 2);
    Object.assign(layer, { bias: nothing });
    expect(layer.namedParameters().map(([name]) => name)).toEqual(["weight"]);
    expect(layer.forward(ones([1, 2])).shape).toEqual([1, 2]);
    for (const other of [ones([2]), 3, [1, 2], new Linear(1, 1)]) {
      expect(() => Object.assign(layer, { bias: other })).toThrow(
        "bias must be a Parameter or und",
      );
    }
    Object.assign(layer, { bias: new Parameter(ones([2])) });
    expect(layer.parameters()).toHaveLength(2);

    const net = new Net();
    Object.assign(net, { inner: nothing, mean: nothing });
    expect(Object.keys(net.stateDict())).toEqual([]);
    const refused = "inner must be a Module or undefined, got a tensor";
    expect(() => Object.assign(net, { inner: ones([1]) })).toThrow(refused);
    expect(() => Object.assign(net, { mean: 1 })).toThrow("mean must be a Buffer, a tensor or und");
    Object.assign(net, { inner: new Linear(1, 1), mean: ones([1]) });
    expect(Object.keys(net.stateDict())).toEqual(["mean", "inner.weight", "inner.bias"]);
  }
});

test("names that would be lost in the state are refused", () => {
  class Keyed extends Module {
    list: unknown;
  }
  const names = (list: unknown) => () => Object.assign(new Keyed(), { list }).stateDict();
  const w = () => new Parameter(ones([1]));
  const text = "Module: names of parts must be words without points that differ as text, got ";
  expect(
    names(
      new Map<unknown, unknown>([
        [1, w()],
        ["1", w()],
      ]),
    ),
  ).toThrow(`${text}"1" twice`);
  expect(
    names(
      new Map<unknown, unknown>([
        [1, w()],
        ["1", new Linear(1, 1)],
      ]),
    ),
  ).toThrow("twice");
  expect(names({ "a.b": new Linear(1, 1) })).toThrow(`${text}"a.b"`);
  expect(names({ "": w() })).toThrow(`${text}""`);
  expect(names({ "a.b": 3, c: w() })()).toHaveProperty(["list.c"]);
});

test("modules come once, in torch's order, and know their names", () => {
  const shared = new Linear(1, 1);
  const net = new Sequential(shared, new Sequential(new ReLU(), shared));
  expect(net.namedModules().map(([name]) => name)).toEqual(["", "0", "1", "1.0"]);
  expect(net.namedChildren().map(([name]) => name)).toEqual(["0", "1"]);
  expect(net.modules()[0]).toBe(net);
  expect(net.children()).toEqual([shared, net.layers[1]]);
});

test("apply reaches the innermost first, and zeroGrad forgets", () => {
  const net = new Places();
  const seen: string[] = [];
  expect(net.apply((module) => seen.push(module.constructor.name))).toBe(net);
  expect(seen.slice(0, 3)).toEqual(["Linear", "Dropout", "Sequential"]);
  expect(seen.at(-1)).toBe("Places");
  net
    .forward(ones([1, 2]))
    .sum()
    .backward();
  net.zeroGrad();
  expect(net.parameters().every(({ grad }) => grad === undefined)).toBe(true);
});

test("a child that holds its parent hangs nothing", () => {
  class Child extends Module {
    parent: Module | undefined = undefined;
    layer = new Linear(1, 1);
  }
  class Parent extends Module {
    child = new Child();
    self: unknown[] = [];
  }
  const net = new Parent();
  net.child.parent = net;
  net.self.push(net.self, net);
  expect(net.eval().child.layer.training).toBe(false);
  expect(net.modules()).toHaveLength(3);
  expect(Object.keys(net.stateDict())).toEqual(["child.layer.weight", "child.layer.bias"]);
  let count = 0;
  net.apply(() => count++);
  expect(count).toBe(3);
  expect(String(net)).toContain("(parent): Parent(...)");
});

test("a train of one's own is called for a module inside, as in torch", () => {
  class Still extends Module {
    override train(mode = true): this {
      return super.train(mode && false);
    }
  }
  const net = new Sequential(Object.assign(new Still(), { forward: (x: Tensor<"float32">) => x }));
  net.train();
  expect(net.modules().map(({ training }) => training)).toEqual([true, false]);
});

test("evaluate puts each module's mode back, also after an error", () => {
  const net = new Sequential(new Linear(2, 2), new Dropout(0.5), new Dropout(0.5));
  net.eval().layers[1]?.train();
  const modes = () => net.modules().map(({ training }) => training);
  const before = modes();
  expect(before).toEqual([false, false, true, false]);
  const labels = zeros([3], { dtype: "int64" });
  evaluate(net, [rand([3, 2]), labels]);
  expect(modes()).toEqual(before);
  expect(() => evaluate(net, [rand([3, 5]), labels])).toThrow();
  expect(modes()).toEqual(before);
});

describe("loadStateDict", () => {
  const state = () => ({ weight: ones([2, 2]), bias: ones([2]) });

  // The words are torch 2.13's.
  test("tells everything that does not fit, and writes nothing", () => {
    const layer = new Linear(2, 2);
    const before = layer.weight.tolist();
    expect(() => layer.loadStateDict({ weight: ones([3, 2]), y: ones([1]) })).toThrow(
      new RangeError(`Error(s) in loading state_dict for Linear:
\tMissing key(s) in state_dict: "bias". 
\tUnexpected key(s) in state_dict: "y". 
\tsize mismatch for weight: copying a param with shape torch.Size([3, 2]) from checkpoint, the shape in current model is torch.Size([2, 2]).`),
    );
    const mixed = { weight: ones([2, 2]), bias: ones([3]) };
    expect(() => layer.loadStateDict(mixed, { strict: false })).toThrow("size mismatch for bias");
    expect(() => layer.loadStateDict({ ...state(), bias: 3 as never })).toThrow(
      'While copying the parameter named "bias", expected torch.Tensor or Tensor-like object from checkpoint but received number',
    );
    expect(layer.weight.tolist()).toEqual(before);
  });

  test("lets names differ when told, and says which", () => {
    const layer = new Linear(2, 2);
    const { weight } = state();
    const result = layer.loadStateDict({ weight, y: weight }, { strict: false });
    expect(result).toEqual({ missingKeys: ["bias"], unexpectedKeys: ["y"] });
    expect(layer.weight.tolist()).toEqual(weight.tolist());
  });

  test("converts another kind, and keeps an optimiser's hold", () => {
    const layer = new Linear(2, 2);
    const optimizer = new SGD(layer.parameters(), { lr: 1 });
    layer.loadStateDict({ weight: ones([2, 2], { dtype: "float64" }), bias: ones([2]) });
    layer
      .forward(ones([1, 2]))
      .sum()
      .backward();
    optimizer.step();
    expect(layer.weight.tolist()).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test("refuses what is no state", () => {
    const layer = new Linear(2, 2);
    expect(() => layer.loadStateDict(3 as never)).toThrow("loadStateDict: options must be");
    expect(() => layer.loadStateDict(state(), { assign: true } as never)).toThrow(
      'unknown option "assign"',
    );
  });
});

// What torch 2.13 prints for the same modules.
test("modules print as torch prints them", () => {
  class Net extends Module {
    layers = [new Linear(1, 1), new Linear(1, 1), new ReLU()];
    heads = new Map<string, Module>([["a", new Dropout(0.2, { inplace: true })]]);
    scale = new Parameter(ones([1]));
    scales = [new Parameter(ones([2, 3]))];
    #hidden = this.register("hidden", new Sequential(new Linear(2, 2, { bias: false })));
    hidden2 = () => this.#hidden;
    empty = new Sequential();
  }
  expect(inspect(new Net())).toBe(`Net(
  (layers): ModuleList(
    (0-1): 2 x Linear(in_features=1, out_features=1, bias=True)
    (2): ReLU()
  )
  (heads): ModuleDict(
    (a): Dropout(p=0.2, inplace=True)
  )
  (scales): ParameterList(  (0): Parameter containing: [torch.float32 of size 2x3])
  (hidden): Sequential(
    (0): Linear(in_features=2, out_features=2, bias=False)
  )
  (empty): Sequential()
)`);
});
