// The functions that `npm run test:torch` calls here and in torch, with random arguments.
//
// To add one: in the file of its room, one entry, as `call.js` describes it.
// - `make(m)` draws the arguments: `m.tensor({ shape, dtype, values })` is a tensor of any strides that
//   may need a gradient; `m.dim(shape)`, `m.pick(list)`, `m.chance(p)` and others stand in `maker.js`.
// - `ours(arguments, library)` calls it here, `torch` there, as Python; the names are the same.
// - Compared by themselves: every byte of every result (see `ulps`, `near`), its kind, shape, printed
//   form, gradient's name, whose memory it uses; the gradients; what the arguments hold afterwards;
//   the generator's state; and that both fail or neither.
// - `npm run test:torch -- --only NAME` runs those whose name contains NAME, --programs 300 more of each.
import { ACTIVATIONS } from "./activations.js";
import { CREATION } from "./creation.js";
import { ELEMENTWISE } from "./elementwise.js";
import { INPLACE } from "./inplace.js";
import { LOSSES } from "./losses.js";
import { MODULES } from "./modules.js";
import { NORMALIZATION } from "./normalization.js";
import { OPTIMIZERS } from "./optimizers.js";
import { ORDERING } from "./ordering.js";
import { RANDOM } from "./random.js";
import { REDUCTIONS } from "./reductions.js";
import { SAVING } from "./saving.js";
import { SHAPES } from "./shapes.js";

/** @import { Call } from "./call.js" */

/** @type {readonly Call[]} */
export const CALLS = [
  ...CREATION,
  ...ELEMENTWISE,
  ...REDUCTIONS,
  ...SHAPES,
  ...ORDERING,
  ...INPLACE,
  ...LOSSES,
  ...RANDOM,
  ...ACTIVATIONS,
  ...MODULES,
  ...NORMALIZATION,
  ...OPTIMIZERS,
  ...SAVING,
];
