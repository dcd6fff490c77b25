import type { Tensor } from "../../tensor/index.ts";
import { requireKnown, requireOptions, requireWord, told } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { warnOnce } from "../warn-once.ts";

/** Whether a loss is averaged (if left out), added up, or given element by element. */
export type LossReduction = "mean" | "sum" | "none";

/** How to put the losses of the elements together. */
export interface LossOptions {
  /** "mean" if left out. */
  reduction?: LossReduction;
}

const REDUCTIONS: readonly LossReduction[] = ["none", "mean", "sum"];

/**
 * @throws {TypeError} for options that are none, or unknown
 * @throws {RangeError} for another reduction
 */
export function requireLossOptions(
  subject: string,
  options: { reduction?: string },
  {
    known = [],
    reductions = REDUCTIONS,
  }: { known?: readonly string[]; reductions?: readonly string[] } = {},
): void {
  requireOptions(subject, options, '{ reduction: "sum" }');
  requireKnown(subject, options, ["reduction", ...known]);
  requireWord(subject, "reduction", { value: options.reduction ?? "mean", words: reductions });
}

/** The losses of the elements, put together. */
export function reduced<D extends Float>(losses: Tensor<D>, reduction: LossReduction): Tensor<D> {
  if (reduction === "none") return losses;
  return (reduction === "sum" ? losses.sum() : losses.mean()) as Tensor as Tensor<D>;
}

/** @throws {TypeError} unless it is a tensor of floats */
export function requireFloats(subject: string, name: string, x: unknown): void {
  const dtype = (x as Tensor | undefined)?.dtype;
  if (dtype === "float32" || dtype === "float64") return;
  const got = dtype ?? told(x);
  throw new TypeError(`${subject}: ${name} must be a tensor of floats, got ${got}`);
}

/** Warns, as torch does, of shapes that differ but can be broadcast. */
export function warnOfShapes(subject: string, { shape }: Tensor, target: Tensor): void {
  if (String(shape) === String(target.shape)) return;
  warnOnce(
    `${subject}: Using a target size ([${target.shape.join(", ")}]) that is different to the input size ([${shape.join(", ")}]). This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.`,
  );
}

/** @throws {RangeError} for shapes that differ */
export function requireSameShape(subject: string, { shape }: Tensor, target: Tensor): void {
  if (String(shape) === String(target.shape)) return;
  throw new RangeError(
    `${subject}: target must have the input's shape [${shape.join(", ")}], got [${target.shape.join(", ")}]`,
  );
}
