/** Linear algebra, `torch.linalg`. */
export { solve } from "./solve.ts";
