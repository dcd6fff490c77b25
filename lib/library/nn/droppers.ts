import type { RandomSource } from "../random/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { type DropPlan, type Dropped, drop, type Float, requireDropProbability } from "./drop.ts";

/** How to drop; as in torch, p is ½ when left out. */
export interface DropoutOptions {
  /** The probability to drop, in [0, 1]. */
  p?: number;
  /** Off: x itself is returned and nothing is drawn. On if left out, but off for alpha dropout. */
  training?: boolean;
  /** Write the result into x, and return x. */
  inplace?: boolean;
  /** The default generator if left out. */
  generator?: RandomSource | undefined;
}

/** The same, and whether the noise is wanted for the gradient. */
export interface DropperOptions extends DropoutOptions {
  keepNoise?: boolean;
}

/** A dropout that can also hand out its noise. */
export type Dropper = <D extends Float>(x: Tensor<D>, options: DropperOptions) => Dropped<D>;

export const dropElements: Dropper = (x, options) => drop(x, plan(options));

export const dropAlpha: Dropper = (x, options) =>
  drop(x, plan({ training: false, ...options }, { alpha: true }));

export const dropFeatureAlpha: Dropper = (x, options) =>
  drop(x, plan({ training: false, ...options }, { alpha: true, channels: true }));

export const dropChannels1d: Dropper = (x, options) => {
  requireDropProbability(options.p ?? 0.5);
  if (x.ndim !== 2 && x.ndim !== 3) {
    throw new RangeError(
      `dropout1d: Expected 2D or 3D input, but received a ${x.ndim}D input. Note that dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs).`,
    );
  }
  return dropChannels(x, options, x.ndim === 3);
};

// Other ranks only earn a warning in torch; they are let through here in silence.
export const dropChannels2d: Dropper = (x, options) => dropChannels(x, options, true);

export const dropChannels3d: Dropper = (x, options) => dropChannels(x, options, x.ndim === 5);

function dropChannels<D extends Float>(
  x: Tensor<D>,
  options: DropperOptions,
  batched: boolean,
): Dropped<D> {
  const chosen = plan(options, { channels: true });
  if (batched) return drop(x, chosen);
  const { output, noise } = drop(x.unsqueeze(0), chosen);
  // Nothing was drawn: the input itself is the result.
  if (noise === undefined) return { output: x, noise };
  return {
    output: chosen.inplace ? x : output.squeeze(0),
    noise: noise.ndim === 0 ? noise : noise.squeeze(0),
    operation: "SqueezeBackward1",
  };
}

function plan(
  { p = 0.5, training = true, inplace = false, keepNoise = false, generator }: DropperOptions,
  { alpha = false, channels = false }: { alpha?: boolean; channels?: boolean } = {},
): DropPlan {
  return { p, training, inplace, generator, alpha, channels, keepNoise };
}
