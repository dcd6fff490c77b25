import { DropoutModule } from "./dropout-module.ts";
import {
  ALPHA,
  CHANNELS_1D,
  CHANNELS_2D,
  CHANNELS_3D,
  ELEMENTS,
  FEATURE_ALPHA,
} from "./dropout-variants.ts";

/**
 * torch's `nn.Dropout(p)`: in training each element is zeroed with probability p and the others
 * are scaled by 1 / (1 - p); after `eval()` the input itself is returned.
 *
 * @example
 * ```ts
 * import { Dropout } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * new Dropout(0.2).forward(ones([6])) // → tensor([0.0000, 1.2500, 1.2500, 0.0000, 1.2500, 1.2500])
 * ```
 */
export class Dropout extends DropoutModule {
  protected readonly variant = ELEMENTS;
}

/**
 * torch's `nn.Dropout1d`: zeroes whole channels of [N, C, L] or [C, L].
 *
 * @example
 * ```ts
 * import { Dropout1d } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * new Dropout1d(0.5).forward(ones([3, 2]))
 * // → tensor([[0., 0.],
 * //           [0., 0.],
 * //           [2., 2.]])
 * ```
 */
export class Dropout1d extends DropoutModule {
  protected readonly variant = CHANNELS_1D;
}

/**
 * torch's `nn.Dropout2d`: zeroes whole channels of [N, C, H, W].
 *
 * @example
 * ```ts
 * import { Dropout2d } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * new Dropout2d(0.5).forward(ones([1, 3, 1, 2])).flatten() // → tensor([0., 0., 0., 0., 2., 2.])
 * ```
 */
export class Dropout2d extends DropoutModule {
  protected readonly variant = CHANNELS_2D;
}

/**
 * torch's `nn.Dropout3d`: zeroes whole channels of [N, C, D, H, W] or [C, D, H, W].
 *
 * @example
 * ```ts
 * import { Dropout3d } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * new Dropout3d(0.5).forward(ones([1, 3, 1, 1, 2])).flatten()
 * // → tensor([0., 0., 0., 0., 2., 2.])
 * ```
 */
export class Dropout3d extends DropoutModule {
  protected readonly variant = CHANNELS_3D;
}

/**
 * torch's `nn.AlphaDropout`: keeps mean and variance of SELU's activations. Like torch's module it
 * takes `inplace` but never writes into the input; `functional.alphaDropout` does.
 *
 * @example
 * ```ts
 * import { AlphaDropout } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * new AlphaDropout(0.5).forward(ones([4])) // → tensor([-0.7792, -0.7792,  1.6656, -0.7792])
 * ```
 */
export class AlphaDropout extends DropoutModule {
  protected readonly variant = ALPHA;
  protected override readonly mayWrite = false;
}

/**
 * torch's `nn.FeatureAlphaDropout`: the same for whole channels of [N, C, …].
 *
 * @example
 * ```ts
 * import { FeatureAlphaDropout } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { ones } from "dropout-lab/tensor";
 * manualSeed(0);
 * new FeatureAlphaDropout(0.5).forward(ones([1, 3, 2]))
 * // → tensor([[[-0.7792, -0.7792],
 * //            [-0.7792, -0.7792],
 * //            [ 1.6656,  1.6656]]])
 * ```
 */
export class FeatureAlphaDropout extends DropoutModule {
  protected readonly variant = FEATURE_ALPHA;
  protected override readonly mayWrite = false;
}
