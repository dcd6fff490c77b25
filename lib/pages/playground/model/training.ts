import { functional as F } from "dropout-lab/nn";
import { Adam } from "dropout-lab/optim";
import { Generator } from "dropout-lab/random";
import { noGrad, randint, scope, type Tensor } from "dropout-lab/tensor";
import { type Dataset, dataset } from "./dataset.ts";
import { dropOf } from "./drop.ts";
import { Net } from "./net.ts";
import type { Mode, Settings } from "./settings.ts";
import { JUDGED_EVERY } from "./sizes.ts";

/** The settings that training depends on; with others it begins anew. */
export type TrainingSettings = Pick<Settings, "data" | "p" | "seed" | "hidden">;

/** How well a net does on what it has not seen. */
export interface Judgement {
  readonly loss: number;
  /** The share of examples that it gets right. */
  readonly accuracy: number;
}

const BATCH = 32;
const RATE = 0.01;

/** A net that trains in one way; a mode that only evaluates differently shares its net. */
interface Pupil {
  readonly mode: Exclude<Mode, "scaled">;
  readonly net: Net;
  readonly optimizer: Adam;
  /** Its own, of one seed: so all draw the same masks. */
  readonly masks: Generator;
  loss: number;
}

/**
 * The same net trained without dropout, with the naive one and with the inverted one, from the same
 * weights, on the same batches, with the same masks.
 */
export class Training {
  readonly data: Dataset;
  readonly p: number;
  readonly seed: number;
  /** How many steps have been taken. */
  step = 0;
  /** For each mode its judgements at steps 0, `JUDGED_EVERY`, and so on. */
  readonly judgements: Record<Mode, Judgement[]> = {
    none: [],
    naive: [],
    scaled: [],
    inverted: [],
  };
  readonly #batches: Generator;
  readonly #pupils: readonly Pupil[];

  constructor({ data, p, seed, hidden }: TrainingSettings) {
    this.data = dataset(data, seed);
    this.p = p;
    this.seed = seed;
    this.#batches = new Generator(seed);
    const { train, classes } = this.data;
    const shape = { inputs: train.x.shape[1] as number, hidden: Number(hidden), classes };
    this.#pupils = (["none", "naive", "inverted"] as const).map((mode) => {
      const net = new Net(shape, seed);
      const optimizer = new Adam(net.parameters, { lr: RATE });
      return { mode, net, optimizer, masks: new Generator(seed), loss: Number.NaN };
    });
    this.#judge();
  }

  /** The net that a mode uses. */
  netOf(mode: Mode): Net {
    return this.#pupil(mode).net;
  }

  /** The loss on the last batch, with dropout, before its step; NaN before the first. */
  batchLoss(mode: Mode): number {
    return this.#pupil(mode).loss;
  }

  /** One step of each net on one batch. */
  advance(): void {
    const { x, labels } = this.data.train;
    const rows = randint(0, labels.shape[0] as number, [BATCH], { generator: this.#batches });
    const [inputs, targets] = [x.at(rows), labels.at(rows)];
    for (const pupil of this.#pupils) {
      const drop = dropOf({ mode: pupil.mode, p: this.p }, "training", pupil.masks);
      scope(() => {
        const { logits } = pupil.net.forward(inputs, [drop, drop]);
        const loss = F.crossEntropy(logits, targets);
        pupil.optimizer.zeroGrad();
        loss.backward();
        pupil.optimizer.step();
        pupil.loss = loss.item() as number;
        pupil.optimizer.zeroGrad();
      });
    }
    this.step++;
    if (this.step % JUDGED_EVERY === 0) this.#judge();
  }

  /** How well a mode's net does now on what it has not seen. */
  judge(mode: Mode): Judgement {
    const { x, labels } = this.data.heldOut;
    const drop = dropOf({ mode, p: this.p }, "evaluation", this.#batches);
    return scope(() =>
      noGrad(() => {
        const { logits } = this.netOf(mode).forward(x, [drop, drop]);
        return {
          loss: F.crossEntropy(logits, labels).item() as number,
          accuracy: accuracyOf(logits, labels),
        };
      }),
    );
  }

  #judge(): void {
    for (const mode of Object.keys(this.judgements) as Mode[]) {
      this.judgements[mode].push(this.judge(mode));
    }
  }

  #pupil(mode: Mode): Pupil {
    const trainedAs = mode === "scaled" ? "naive" : mode;
    return this.#pupils.find((pupil) => pupil.mode === trainedAs) as Pupil;
  }
}

function accuracyOf(logits: Tensor<"float32">, labels: Tensor<"int64">): number {
  return logits.argmax(1).eq(labels).to("float32").mean().item();
}
