// Where a name of torch is called otherwise here, or does something else, by torch's full name.

/**
 * @typedef {{
 *   tensor: typeof import("dropout-lab/tensor"),
 *   nn: typeof import("dropout-lab/nn"),
 *   optim: typeof import("dropout-lab/optim"),
 *   training: typeof import("dropout-lab/training"),
 *   random: typeof import("dropout-lab/random"),
 * }} Rooms
 * @typedef {{ here?: string, note?: string, ours?: (rooms: Rooms) => unknown, torch?: string }} Note
 *   `here` is the name here, where it is not torch's in camelCase. `note` is one sentence; where the
 *   name alone does not show it, `ours`, and `torch` as Python, give texts that differ for as long as
 *   the note is true. A note of a Tensor's method is also one of the function.
 */

/** Members that are for the library's own use: no names of torch's, though some are called alike. */
export const OWN_USE = [
  ...["view", "gradEdge", "self", "make", "offset", "unary", "cloned"],
  ...["engine", "fields", "update", "check", "name", "defaults"],
];

/** @type {Readonly<Record<string, Note>>} */
export const NOTES = {
  "torch.tensor": {
    note: "Plain numbers make float32, since JavaScript cannot tell 1.0 from 1; bigints make int64.",
    ours: ({ tensor }) => tensor.tensor([1, 2]).dtype,
    torch: "torch.tensor([1, 2]).dtype",
  },
  "torch.Tensor.amax": { here: "max" },
  "torch.Tensor.amin": { here: "min" },
  "torch.Tensor.max": {
    note: "Gives the values alone, over any dimensions: torch's `amax`. `argmax` has the places.",
    ours: ({ tensor }) => tensor.tensor([[1, 3]]).max(1),
    torch: "torch.tensor([[1., 3.]]).max(1)",
  },
  "torch.Tensor.min": {
    note: "Gives the values alone, over any dimensions: torch's `amin`. `argmin` has the places.",
    ours: ({ tensor }) => tensor.tensor([[1, 3]]).min(1),
    torch: "torch.tensor([[1., 3.]]).min(1)",
  },
  "torch.nn.utils.clip_grad_norm_": { here: "clipGradNorm" },
  "torch.nn.utils.clip_grad_value_": { here: "clipGradValue" },
  "torch.Tensor.sort": {
    note: "Gives an object `{ values, indices }`; `topk` as well.",
    ours: ({ tensor }) => tensor.sort(tensor.tensor([2, 1])).constructor === Object,
    torch: "type(torch.tensor([2., 1.]).sort()) is dict",
  },
  "torch.Tensor.shape": {
    note: "A plain list of numbers; so are all shapes and strides.",
    ours: ({ tensor }) => tensor.ones([2, 3]).shape,
    torch: "torch.ones(2, 3).shape",
  },
  "torch.Tensor.grad": {
    note: "Where there is none, `undefined`.",
    ours: ({ tensor }) => tensor.ones([2]).grad,
    torch: "torch.ones(2).grad",
  },
  "torch.no_grad": {
    note: "Calls a function: `noGrad(() => …)`; so does `forkRng`.",
    ours: ({ tensor }) => tensor.noGrad(() => 1),
    torch: "torch.no_grad(lambda: 1)",
  },
  "torch.random.get_rng_state": {
    here: "defaultGenerator",
    note: "`defaultGenerator.getState()`, the same 5,056 bytes.",
  },
  "torch.random.set_rng_state": {
    here: "defaultGenerator",
    note: "`defaultGenerator.setState(state)`.",
  },
  "torch.random.initial_seed": {
    here: "defaultGenerator",
    note: "`defaultGenerator.initialSeed()`.",
  },
  "torch.Tensor.storage": {
    note: "What several tensors share; torch's storage has other members.",
    ours: ({ tensor }) => Object.keys(tensor.tensor([1]).storage),
    torch: "torch.tensor([1.]).untyped_storage()",
  },
  "torch.Tensor.data": {
    note: "The numbers themselves, a typed array; `detach()` is torch's `data`.",
    ours: ({ tensor }) => tensor.tensor([1, 3]).data,
    torch: "torch.tensor([1., 3.]).data",
  },
};
