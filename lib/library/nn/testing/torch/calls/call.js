/**
 * One function that is here and in torch, and how to compare the two.
 * @import { Maker } from "./maker.js"
 * @import { Library } from "../run.js"
 * @typedef {{
 *   name: string,
 *   make: (m: Maker) => Record<string, any>,
 *   ours: (given: any, library: Library) => any,
 *   torch: string,
 *   ulps?: number,
 *   near?: [float32: number, float64: number],
 *   gradients?: false | [float32: number, float64: number],
 *   gradFn?: false,
 *   shares?: false,
 * }} Call
 *   `make` gives plain data: numbers, lists, null for what is left out, and what the maker makes.
 *   `ours` gets it decoded, null as undefined; `torch` is a Python expression of the same names, or
 *   statements that end with `return`. Both may give tensors, numbers, booleans, texts, lists of those.
 *   `ulps` is how many units in the last place results may be apart (none if left out), `near` a bound
 *   for each kind, relative to the larger of 1 and the value; `gradients` the bound of the gradients,
 *   1e-5 and 1e-12 if left out, or false where there are none to compare. `gradFn: false` and
 *   `shares: false`: the gradient's name, or whose memory a result uses, is not compared.
 */

export {};
