import { FLOATS } from "./maker.js";

/** @import { Call } from "./call.js" */

/** Layers that take means and variances off, and what they remember. @type {Call[]} */
export const NORMALIZATION = [
  {
    name: "nn.BatchNorm1d",
    make: (m) => {
      const shape = m.pick([
        [4, 3],
        [8, 3],
        [2, 3, 5],
        [1, 3, 4],
        [1, 3],
        [0, 3],
      ]);
      const dtype = m.pick(FLOATS);
      return {
        x: m.tensor({ shape, dtype, values: "normal" }),
        dtype: m.dtype(dtype),
        momentum: m.pick([0.1, 0.5, null]),
        affine: m.chance(0.7),
        track: m.chance(0.8),
        training: m.chance(0.7),
        reset: m.chance(0.3),
      };
    },
    ours: ({ x, dtype, momentum = null, affine, track, training, reset }, { nn, tensor }) => {
      const options = { momentum, affine, trackRunningStats: track, dtype };
      const norm = new nn.BatchNorm1d(3, options);
      const first = tensor.arange(6, { dtype }).reshape([2, 3]);
      norm.forward(first);
      if (reset) norm.resetRunningStats();
      return [norm.train(training).forward(x), ...norm.buffers()];
    },
    torch: `
norm = nn.BatchNorm1d(3, momentum=momentum, affine=affine, track_running_stats=track, dtype=dtype)
norm(torch.arange(6, dtype=dtype).reshape(2, 3))
if reset: norm.reset_running_stats()
return [norm.train(training)(x), *norm.buffers()]`,
    near: [1e-5, 1e-12],
    gradients: [1e-3, 1e-9],
  },
  {
    name: "nn.BatchNorm1d behind nn.Dropout, then recalibrated",
    make: (m) => {
      const dtype = m.pick(FLOATS);
      const shape = [m.integer(2, 40), 3];
      return {
        x: m.tensor({ shape, dtype, values: "normal", needs: false }),
        dtype: m.dtype(dtype),
        p: m.pick([0, 0.2, 0.5]),
      };
    },
    ours: ({ x, dtype, p }, { nn }) => {
      const norm = new nn.BatchNorm1d(3, { dtype });
      const net = new nn.Sequential(new nn.Dropout(p), norm);
      const found = [net.forward(x), net.forward(x), ...norm.buffers().map((b) => b.clone())];
      found.push(net.eval().forward(x));
      norm.resetRunningStats();
      norm.momentum = null;
      norm.train();
      return [...found, net.forward(x), ...norm.buffers()];
    },
    torch: `
norm = nn.BatchNorm1d(3, dtype=dtype)
net = nn.Sequential(nn.Dropout(p), norm)
found = [net(x), net(x), *(b.clone() for b in norm.buffers())]
found.append(net.eval()(x))
norm.reset_running_stats()
norm.momentum = None
norm.train()
return [*found, net(x), *norm.buffers()]`,
    // Where a whole column is one value, the rounding of its mean is divided by the root of eps.
    near: [1e-3, 1e-11],
    gradients: false,
  },
  {
    name: "nn.LayerNorm",
    make: (m) => {
      const shape = m.pick([[4, 5], [2, 3, 5], [5], [0, 5], [2, 5, 5]]);
      const dtype = m.pick(FLOATS);
      const over = m.pick([[5], [5], [5, 5]]);
      return {
        x: m.tensor({ shape, dtype, values: "normal" }),
        over,
        dtype: m.dtype(dtype),
        affine: m.chance(0.6),
      };
    },
    ours: ({ x, over, dtype, affine }, { nn }) =>
      new nn.LayerNorm(over, { elementwiseAffine: affine, dtype }).forward(x),
    torch: "nn.LayerNorm(over, elementwise_affine=affine, dtype=dtype)(x)",
    near: [1e-5, 1e-12],
    gradients: [1e-3, 1e-9],
  },
  {
    name: "functional.scaledDotProductAttention",
    make: (m) => {
      const [queries, keys, width] = [m.integer(1, 5), m.integer(1, 6), m.integer(1, 5)];
      const batch = m.pick([[], [2], [2, 3]]);
      const dtype = m.pick(FLOATS);
      const of = (/** @type {number} */ rows) =>
        m.tensor({ shape: [...batch, rows, width], dtype, values: "normal" });
      const mask = m.pick([null, "bool", "float"]);
      return {
        q: of(queries),
        k: of(keys),
        v: of(keys),
        mask:
          mask &&
          m.tensor({
            shape: [queries, keys],
            dtype: mask === "bool" ? "bool" : dtype,
            values: "normal",
            needs: false,
          }),
        p: m.pick([0, 0, 0.3]),
        causal: mask === null && m.chance(0.4),
        scale: m.pick([null, 0.5]),
      };
    },
    ours: ({ q, k, v, mask, p, causal, scale }, { nn }) =>
      nn.functional.scaledDotProductAttention(q, k, v, {
        ...(mask && { attnMask: mask }),
        ...(scale !== undefined && { scale }),
        dropoutP: p,
        isCausal: causal,
      }),
    torch:
      "F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=p, is_causal=causal, scale=scale)",
    near: [1e-5, 1e-12],
    gradients: [1e-4, 1e-11],
    gradFn: false,
  },
];
