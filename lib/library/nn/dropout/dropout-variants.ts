/** What tells the dropouts of torch from each other. */
export interface DropoutVariant {
  /** One draw for each channel [n, c] instead of each element. */
  readonly channels?: boolean;
  /** Keep the mean and variance of SELU's activations; off unless `training` is said. */
  readonly alpha?: boolean;
  /** How many dimensions an input with a batch has, where one without is taken, too. */
  readonly batchedRank?: number;
  /** How many dimensions behind the channels it is made for; of others torch has its say. */
  readonly spatial?: 1 | 2 | 3;
}

export const ELEMENTS: DropoutVariant = {};

export const CHANNELS_1D: DropoutVariant = { channels: true, batchedRank: 3, spatial: 1 };

export const CHANNELS_2D: DropoutVariant = { channels: true, spatial: 2 };

export const CHANNELS_3D: DropoutVariant = { channels: true, batchedRank: 5, spatial: 3 };

export const ALPHA: DropoutVariant = { alpha: true };

export const FEATURE_ALPHA: DropoutVariant = { alpha: true, channels: true };
