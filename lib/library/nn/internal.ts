// For the other rooms of this package only. Bundlers keep all of a namespace such as `functional`.
export { crossEntropy } from "./losses/cross-entropy.ts";
