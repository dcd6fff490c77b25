/** @import { Call } from "./call.js" */

/** The bytes of a file of tensors, which either side can read. @type {Call[]} */
export const SAVING = [
  {
    name: "saveSafetensors",
    make: (m) => ({
      a: m.tensor({ needs: false }),
      b: m.tensor({ dtype: ["int64", "bool", "float64"], needs: false }),
      metadata: m.pick([null, { by: "é" }]),
    }),
    ours: ({ a, b, metadata }, { tensor }) => {
      const bytes = tensor.saveSafetensors({ b, "a.weight": a }, { ...(metadata && { metadata }) });
      const read = tensor.loadSafetensors(bytes).tensors;
      return [Buffer.from(bytes).toString("base64"), read["a.weight"], read.b];
    },
    torch: `
import base64, safetensors.torch
data = safetensors.torch.save({"b": b.contiguous(), "a.weight": a.contiguous()}, metadata)
read = safetensors.torch.load(data)
return [base64.b64encode(data).decode(), read["a.weight"], read["b"]]`,
    gradFn: false,
    shares: false,
    gradients: false,
  },
];
