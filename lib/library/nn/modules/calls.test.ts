import { describe, expect, test } from "vitest";
import { noGrad, ones, type Tensor } from "../../tensor/index.ts";
import { Dropout, functional as F, Linear, Module, Parameter, ReLU, Sequential } from "../index.ts";

type X = Tensor<"float32">;
const x = ones([3, 2]);

/** A net whose forward is given. */
class Net extends Module {
  readonly #forward: (x: X, net: Net, given: unknown) => X;
  constructor(forward: (x: X, net: Net, given: unknown) => X) {
    super();
    this.#forward = forward;
  }
  forward(x: X, given?: unknown): X {
    return this.#forward(x, this, given);
  }
}

class Noise extends Module {
  forward(x: X) {
    return F.dropout(x, { training: this.training });
  }
}

describe("what forward uses and nobody can find is an error", () => {
  const message = (verb: string, name: string) =>
    `Net: ${verb} a ${name} that is not among its parts, so eval() and parameters() cannot reach it; keep it in a public field, an array or a Map, or write #part = this.register("part", new ${name}(…)); what is meant to stay outside must be an argument of forward, or frozen and in eval()`;
  const [drop, linear] = [new Dropout(0.5), new Linear(2, 2)];
  const deep = new Sequential<"float32">(new ReLU(), new Sequential(new Linear(2, 2)));
  const [noise, weight] = [new Noise(), new Parameter(ones([2]))];
  const cases: [name: string, net: Net, message: string][] = [
    ["a dropout", new Net((x) => drop.forward(x)), message("calls", "Dropout")],
    ["a linear layer", new Net((x) => linear.forward(x)), message("calls", "Linear")],
    ["a module of modules", new Net((x) => deep.forward(x)), message("calls", "Sequential")],
    ["a module of one's own", new Net((x) => noise.forward(x)), message("calls", "Noise")],
    ["a parameter", new Net((x) => x.mul(weight)), message("uses", "Parameter")],
    [
      "a layer's weight",
      new Net((x) => F.linear<"float32">(x, linear.weight)),
      message("uses", "Parameter"),
    ],
  ];
  for (const [name, net, text] of cases) {
    test(name, () => {
      expect(() => net.forward(x)).toThrow(new Error(text));
      // Inside another net too, and at every call.
      const outer = new Sequential(net as never);
      expect(() => outer.forward(x)).toThrow(new Error(text));
      expect(() => outer.eval().forward(x)).toThrow(new Error(text));
    });
  }

  test("private fields, sets and foreign objects", () => {
    class Private extends Module {
      readonly #drop = new Dropout(0.5);
      forward(x: X) {
        return this.#drop.forward(x);
      }
    }
    class InSet extends Module {
      readonly drops = new Set([new Dropout(0.5)]);
      forward(x: X) {
        return [...this.drops].reduce((y, drop) => drop.forward(y), x);
      }
    }
    class Holder {
      drop = new Dropout(0.5);
    }
    class InHolder extends Module {
      readonly holder = new Holder();
      forward = (x: X) => this.holder.drop.forward(x);
    }
    for (const net of [new Private(), new InSet(), new InHolder()]) {
      net.eval();
      expect(() => net.forward(x)).toThrow("calls a Dropout that is not among its parts");
    }
  });

  test("a layer made in forward, at the first call", () => {
    class Lazy extends Module {
      #layer: Linear | undefined;
      forward(x: X) {
        this.#layer ??= new Linear(2, 2);
        return this.#layer.forward(x);
      }
    }
    expect(() => new Lazy().forward(x)).toThrow("calls a Linear that is not among its parts");
    const net = new Net((x) => new Linear(2, 2).forward(x));
    expect(() => net.forward(x)).toThrow("calls a Linear that is not among its parts");
    expect(noGrad(() => net.forward(x)).shape).toEqual([3, 2]);
  });

  test("a dropout made in forward, once the net is in evaluation", () => {
    const net = new Net((x) => new Dropout(0.5).forward(x));
    net.forward(x);
    expect(() => net.eval().forward(x)).toThrow("calls a Dropout");
  });
});

test("other methods are watched, and an asynchronous one up to its first await", async () => {
  class Encoder extends Module {
    readonly #drop = new Dropout(0.5);
    encode(x: X) {
      return this.#drop.forward(x);
    }
    async later(x: X) {
      return this.encode(x);
    }
    forward(x: X) {
      return x;
    }
  }
  class Inherited extends Encoder {}
  for (const net of [new Encoder(), new Inherited()]) {
    expect(() => net.eval().encode(x)).toThrow("calls a Dropout that is not among its parts");
    await expect(net.later(x)).rejects.toThrow("calls a Dropout");
  }
});

describe("no false alarm", () => {
  test("for parts of all kinds, shared ones and recursion", () => {
    class Registered extends Module {
      readonly #drop = this.register("drop", new Dropout(0.5));
      readonly #rest = this.register("rest", [new Linear(2, 2)]);
      readonly #scale = this.register("scale", new Parameter(ones([2])));
      depth = 2;
      forward(x: X): X {
        if (this.depth-- > 0) return this.forward(x);
        return (this.#rest[0] as Linear).forward(this.#drop.forward(x)).mul(this.#scale);
      }
    }
    const net = new Registered();
    expect(net.forward(x).requiresGrad).toBe(true);
    expect(net.namedParameters().map(([name]) => name)).toEqual([
      "scale",
      "rest.0.weight",
      "rest.0.bias",
    ]);
    net.depth = 2;
    expect(net.eval().forward(x).tolist()).toEqual(net.forward(x).tolist());
  });

  test("for parts that come and change later", () => {
    const net = Object.assign(new Net((x, self) => (self as Net & { a: Linear }).a.forward(x)), {
      a: new Linear(2, 2),
    });
    net.forward(x);
    net.a = new Linear(2, 3);
    expect(net.forward(x).shape).toEqual([3, 3]);
  });

  test("for what has no mode and no parameters, and what is frozen or without gradients", () => {
    const [relu, teacher, trained] = [new ReLU(), new Linear(2, 2), new Linear(2, 2)];
    const dropping = new Sequential<"float32">(new Linear(2, 2), new Dropout(0.5))
      .eval()
      .requiresGrad_(false);
    teacher.requiresGrad_(false);
    const net = new Net((x) => {
      const target = noGrad(() => trained.forward(x));
      return dropping.forward(teacher.forward(relu.forward(x))).add(target) as X;
    });
    expect(net.forward(x).requiresGrad).toBe(false);
  });

  test("for what is given to forward", () => {
    const given = new Sequential<"float32">(new Linear(2, 2), new Dropout(0.5));
    const net = new Net((x, _, module) => (module as typeof given).forward(x));
    expect(net.forward(x, given).shape).toEqual([3, 2]);
    const inObject = new Net((x, _, all) => (all as { t: (typeof given)[] }).t[0]?.forward(x) as X);
    expect(inObject.forward(x, { t: [given] }).shape).toEqual([3, 2]);
    const inModule = new Net((x, _, module) => (module as typeof given).layers[1]?.forward(x) as X);
    expect(inModule.forward(x, given).shape).toEqual([3, 2]);
    const input = new Parameter(ones([3, 2]));
    new Sequential(new Linear(2, 2)).forward(input).sum().backward();
    expect(input.grad?.shape).toEqual([3, 2]);
  });

  test("for functions, and dropouts and parameters that forward makes", () => {
    const net = new Net((x) => {
      const weight = new Parameter(ones([2]));
      return new Dropout(0.5).forward(F.dropout(x).mul(weight) as X);
    });
    net.forward(x);
  });

  test("for a layer that forward makes and keeps where it is found", () => {
    class Lazy extends Module {
      layer: Linear | undefined;
      forward(x: X) {
        this.layer ??= new Linear(2, 2);
        return this.layer.forward(x);
      }
    }
    const net = new Lazy();
    net.forward(x);
    expect(net.parameters().length).toBe(2);
  });

  test("for calls outside of any forward, and after one that threw", () => {
    const hidden = new Linear(2, 2);
    const net = new Net(() => {
      throw new Error("no");
    });
    expect(() => net.forward(x)).toThrow("no");
    hidden.forward(x);
    const later = new Net((x) => {
      queueMicrotask(() => hidden.forward(x));
      return x;
    });
    later.forward(x);
  });
});

test("register returns its part, and refuses what would be lost", () => {
  class Free extends Module {
    weight = new Parameter(ones([1]));
  }
  const net = new Free();
  const layer = new Linear(1, 1);
  expect(net.register("layer", layer)).toBe(layer);
  expect(net.children()).toEqual([layer]);
  expect(() => net.register("layer", layer)).toThrow("register: attribute 'layer' already exists");
  expect(() => net.register("train", layer)).toThrow("attribute 'train' already exists");
  expect(() => net.register("a.b", layer)).toThrow("a word without points, got a.b");
  expect(() => net.register("x", 3 as never)).toThrow("must be a Module, a Parameter, a Buffer");
});

test("the watched forward keeps its name, and a mode must be a truth value", () => {
  expect(new Linear(1, 1).forward.name).toBe("forward");
  expect(() => new ReLU().train("x" as never)).toThrow("expected to be boolean, got x");
});
