/** What tells the dropouts of torch from each other. */
export interface DropoutVariant {
  /** What errors begin with: the function's name. */
  readonly name: string;
  /** One draw for each channel [n, c] instead of each element. */
  readonly channels?: boolean;
  /** Keep the mean and variance of SELU's activations; off unless `training` is said. */
  readonly alpha?: boolean;
  /** How many dimensions an input with a batch has, where one without is taken, too. */
  readonly batchedRank?: number;
  /** How many dimensions behind the channels it is made for; of others torch has its say. */
  readonly spatial?: 1 | 2 | 3;
}

export const ELEMENTS: DropoutVariant = { name: "dropout" };

export const CHANNELS_1D: DropoutVariant = {
  name: "dropout1d",
  channels: true,
  batchedRank: 3,
  spatial: 1,
};

export const CHANNELS_2D: DropoutVariant = { name: "dropout2d", channels: true, spatial: 2 };

export const CHANNELS_3D: DropoutVariant = {
  name: "dropout3d",
  channels: true,
  batchedRank: 5,
  spatial: 3,
};

export const ALPHA: DropoutVariant = { name: "alphaDropout", alpha: true };

export const FEATURE_ALPHA: DropoutVariant = {
  name: "featureAlphaDropout",
  alpha: true,
  channels: true,
};
