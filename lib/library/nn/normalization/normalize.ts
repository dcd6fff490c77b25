import { Tensor } from "../../tensor/index.ts";
import { dense, elements, named, record, saveForBackward } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";

/**
 * How an input is cut: as [outer, features, inner], where mean and variance are those of each
 * feature (batch norm) or of each outer row (layer norm). Weight and bias belong to the features.
 */
export interface Cut {
  readonly outer: number;
  readonly features: number;
  readonly inner: number;
  readonly by: "feature" | "row";
}

/** A mean and a variance for each group. */
export interface Moments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** What is shifted and scaled how. */
export interface Normalization<D extends Float> {
  readonly cut: Cut;
  readonly moments: Moments;
  /** Where the moments are the input's own, gradients go through them. */
  readonly isOwn: boolean;
  readonly eps: number;
  readonly weight: Tensor<D> | undefined;
  readonly bias: Tensor<D> | undefined;
  /** torch's name. */
  readonly operation: string;
}

type Floats = Float32Array | Float64Array;

/** Calls `visit` with each element's place, its group and its feature. */
function each(
  { outer, features, inner, by }: Cut,
  visit: (at: number, group: number, feature: number) => void,
): void {
  let at = 0;
  for (let row = 0; row < outer; row++) {
    for (let feature = 0; feature < features; feature++) {
      const group = by === "row" ? row : feature;
      for (let i = 0; i < inner; i++) visit(at++, group, feature);
    }
  }
}

function groupsOf({ outer, features, by }: Cut): number {
  return by === "row" ? outer : features;
}

/** How many elements a group has. */
export function groupSize({ outer, features, inner, by }: Cut): number {
  return by === "row" ? features * inner : outer * inner;
}

/** Mean and variance (divided by the number of elements) of each group. */
export function momentsOf(x: Tensor, cut: Cut): Moments {
  const values = elements(x) as Floats;
  const [mean, variance] = [new Float64Array(groupsOf(cut)), new Float64Array(groupsOf(cut))];
  const n = groupSize(cut);
  each(cut, (at, group) => {
    mean[group] = (mean[group] as number) + (values[at] as number) / n;
  });
  each(cut, (at, group) => {
    const distance = (values[at] as number) - (mean[group] as number);
    variance[group] = (variance[group] as number) + (distance * distance) / n;
  });
  return { mean, variance };
}

/** (x - mean) / √(variance + eps) · weight + bias, computed in float64 and rounded once. */
export function normalize<D extends Float>(x: Tensor<D>, how: Normalization<D>): Tensor<D> {
  const { cut, moments, eps, weight, bias, operation } = how;
  const inverse = moments.variance.map((variance) => 1 / Math.sqrt(variance + eps));
  const values = elements(x) as Floats;
  const [scale, shift] = [weight && elements(weight), bias && elements(bias)];
  const standard = (at: number, group: number) =>
    ((values[at] as number) - (moments.mean[group] as number)) * (inverse[group] as number);
  const out = values.slice();
  each(cut, (at, group, feature) => {
    const scaled = standard(at, group) * ((scale?.[feature] as number | undefined) ?? 1);
    out[at] = scaled + ((shift?.[feature] as number | undefined) ?? 0);
  });
  const output = new Tensor<D>(dense(x.dtype, out as never, x.shape));

  const ofInput = (g: Tensor) => {
    const slopes = elements(g) as Floats;
    const slope = (at: number, feature: number) =>
      (slopes[at] as number) * ((scale?.[feature] as number | undefined) ?? 1);
    const n = groupSize(cut);
    const [mean, along] = [new Float64Array(inverse.length), new Float64Array(inverse.length)];
    if (how.isOwn) {
      each(cut, (at, group, feature) => {
        const part = slope(at, feature) / n;
        mean[group] = (mean[group] as number) + part;
        along[group] = (along[group] as number) + part * standard(at, group);
      });
    }
    const result = values.slice();
    each(cut, (at, group, feature) => {
      const through = (mean[group] as number) + standard(at, group) * (along[group] as number);
      result[at] = (slope(at, feature) - through) * (inverse[group] as number);
    });
    return new Tensor(dense(x.dtype, result as never, x.shape));
  };
  const ofFeatures = (g: Tensor, factor: (at: number, group: number) => number) => {
    const slopes = elements(g) as Floats;
    const sums = new Float64Array(cut.features);
    each(cut, (at, group, feature) => {
      sums[feature] = (sums[feature] as number) + (slopes[at] as number) * factor(at, group);
    });
    const { shape, dtype } = (weight ?? bias) as Tensor<D>;
    const result = dtype === "float32" ? Float32Array.from(sums) : sums;
    return new Tensor(dense(dtype, result as never, shape));
  };
  const inputs = [x, ...(weight ? [weight] : []), ...(bias ? [bias] : [])];
  return record(output, inputs, () =>
    named(operation, [
      saveForBackward(weight ? [x, weight] : [x], ofInput),
      ...(weight ? [saveForBackward([x], (g: Tensor) => ofFeatures(g, standard))] : []),
      ...(bias ? [(g: Tensor) => ofFeatures(g, () => 1)] : []),
    ]),
  );
}
