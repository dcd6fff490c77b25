import { KINDS } from "./maker.js";

/** @import { Call } from "./call.js" */

/** @type {Call[]} */
export const SHAPES = [
  {
    name: "Tensor.reshape",
    make: (m) => {
      const shape = m.shape();
      const size = shape.reduce((a, b) => a * b, 1);
      const to = m.pick([[size], [-1], [1, -1], [2, -1], [size, 1], [3, 5], [0, -1]]);
      return { x: m.tensor({ shape, dtype: KINDS }), to };
    },
    ours: ({ x, to }) => x.reshape(to),
    torch: "x.reshape(to)",
    gradFn: false,
  },
  {
    name: "Tensor.flatten",
    make: (m) => ({ x: m.tensor({ shape: m.shape(2), dtype: KINDS }) }),
    ours: ({ x }) => x.flatten(),
    torch: "x.flatten()",
    gradFn: false,
  },
  {
    name: "Tensor.transpose",
    make: (m) => {
      const shape = m.shape();
      return { x: m.tensor({ shape, dtype: KINDS }), a: m.dim(shape), b: m.dim(shape) };
    },
    ours: ({ x, a, b }) => x.transpose(a, b),
    torch: "x.transpose(a, b)",
  },
  {
    name: "Tensor.t",
    make: (m) => ({ x: m.tensor({ shape: m.shape(2), dtype: KINDS }) }),
    ours: ({ x }) => x.t(),
    torch: "x.t()",
  },
  {
    name: "Tensor.permute",
    make: (m) => {
      const shape = m.shape();
      const order = m.chance(0.1) ? m.pick([[0], [0, 0], [1, 2]]) : m.order(shape);
      return { x: m.tensor({ shape, dtype: KINDS }), order };
    },
    ours: ({ x, order }) => x.permute(order),
    torch: "x.permute(order)",
  },
  {
    name: "Tensor.unsqueeze",
    make: (m) => {
      const shape = m.shape();
      return { x: m.tensor({ shape, dtype: KINDS }), dim: m.dim([...shape, 1]) };
    },
    ours: ({ x, dim }) => x.unsqueeze(dim),
    torch: "x.unsqueeze(dim)",
  },
  {
    name: "Tensor.squeeze",
    make: (m) => {
      const shape = m.shape();
      return { x: m.tensor({ shape, dtype: KINDS }), dim: m.chance(0.4) ? null : m.dim(shape) };
    },
    ours: ({ x, dim }) => x.squeeze(dim),
    torch: "x.squeeze() if dim is None else x.squeeze(dim)",
  },
  {
    name: "Tensor.expand",
    make: (m) => {
      const shape = m.shape();
      const from = shape.map((length) => (m.chance(0.4) ? 1 : length));
      return {
        x: m.tensor({ shape: from, dtype: KINDS }),
        to: m.pick([shape, [2, ...shape], [3]]),
      };
    },
    ours: ({ x, to }) => x.expand(to),
    torch: "x.expand(to)",
  },
  {
    name: "Tensor.select",
    make: (m) => {
      const shape = m.shape();
      return { x: m.tensor({ shape, dtype: KINDS }), dim: m.dim(shape), index: m.integer(-3, 4) };
    },
    ours: ({ x, dim, index }) => x.select(dim, index),
    torch: "x.select(dim, index)",
  },
  {
    name: "Tensor.at",
    make: (m) => {
      const shape = m.full();
      const count = m.integer(1, shape.length + 1);
      return {
        x: m.tensor({ shape, dtype: KINDS }),
        indices: Array.from({ length: count }, () => m.integer(-2, 3)),
      };
    },
    ours: ({ x, indices }) => x.at(...indices),
    torch: "x[tuple(indices)]",
    gradFn: false,
  },
  {
    name: "Tensor.slice",
    make: (m) => {
      const shape = m.shape(1);
      const [start, end] = [m.integer(-4, 5), m.pick([null, m.integer(-4, 8)])];
      const x = m.tensor({ shape, dtype: KINDS });
      return { x, start, end, dim: m.integer(0, shape.length), step: m.integer(1, 4) };
    },
    ours: ({ x, start, end, dim, step }) => x.slice(start, end, { dim, step }),
    torch: "x[(slice(None),) * dim + (slice(start, end, step),)]",
    // Of a slice that leaves nothing out torch makes an alias.
    gradFn: false,
  },
  {
    name: "Tensor.indexSelect",
    make: (m) => {
      const shape = m.full(1);
      const dim = m.dim(shape);
      const length = shape.at(dim) ?? 1;
      const index = m.labels([m.integer(1, 5)], m.chance(0.05) ? length + 1 : length);
      return { x: m.tensor({ shape, dtype: KINDS }), dim, index };
    },
    ours: ({ x, dim, index }) => x.indexSelect(dim, index),
    torch: "x.index_select(dim, index)",
  },
  ...["cat", "stack"].map((name) => ({
    name,
    make: (/** @type {import("./maker.js").Maker} */ m) => {
      const shape = m.full(1);
      const dim = m.dim(shape);
      const dtype = m.pick(KINDS);
      const list = Array.from({ length: m.integer(1, 4) }, () => m.tensor({ shape, dtype }));
      return { list, dim };
    },
    ours: (/** @type {any} */ { list, dim }, /** @type {any} */ { tensor }) =>
      tensor[name](list, dim),
    torch: `torch.${name}(list, dim)`,
  })),
  {
    name: "Tensor.contiguous",
    make: (m) => ({ x: m.tensor({ dtype: KINDS }) }),
    ours: ({ x }) => x.contiguous(),
    torch: "x.contiguous()",
  },
  {
    name: "Tensor.clone",
    make: (m) => ({ x: m.tensor({ dtype: KINDS }) }),
    ours: ({ x }) => x.clone(),
    torch: "x.clone()",
  },
  {
    name: "Tensor.to",
    make: (m) => ({
      x: m.tensor({ dtype: KINDS, values: "normal" }),
      dtype: m.dtype(m.pick(KINDS)),
    }),
    ours: ({ x, dtype }) => x.to(dtype),
    torch: "x.to(dtype)",
  },
  {
    name: "Tensor.detach",
    make: (m) => ({ x: m.tensor({ dtype: KINDS }) }),
    ours: ({ x }) => x.detach(),
    torch: "x.detach()",
  },
  {
    name: "Tensor.copy_",
    make: (m) => {
      const shape = m.shape();
      const source = m.tensor({
        shape,
        dtype: KINDS,
        values: "normal",
        needs: false,
      });
      return { x: m.tensor({ shape, dtype: KINDS, needs: false }), source };
    },
    ours: ({ x, source }) => x.copy_(source),
    torch: "x.copy_(source)",
  },
  {
    name: "Tensor.matmul",
    make: (m) => {
      const [n, k, l] = [m.integer(0, 9), m.integer(0, 9), m.integer(0, 9)];
      const dtype = m.pick(/** @type {const} */ (["float32", "float32", "float64", "int64"]));
      const [a, b] = m.pick([
        [
          [n, k],
          [k, l],
        ],
        [[k], [k, l]],
        [[n, k], [k]],
        [[k], [k]],
        [
          [n, k],
          [k + 1, l],
        ],
      ]);
      const values = dtype === "int64" ? "ties" : "normal";
      const shapes = [a, b].map((shape) => m.tensor({ shape: shape ?? [], dtype, values }));
      return { x: shapes[0], y: shapes[1] };
    },
    ours: ({ x, y }) => x.matmul(y),
    torch: "x.matmul(y)",
    near: [2e-6, 1e-14],
  },
];
