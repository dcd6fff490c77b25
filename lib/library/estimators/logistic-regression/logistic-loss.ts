/** What a classifier learns from: n rows of features with a class each. */
export interface Samples {
  /** n rows of `width` numbers; with an intercept the last one of each row is 1. */
  readonly x: Float64Array;
  /** The class of each row, 0 to `classes` - 1. */
  readonly y: Int32Array;
  readonly n: number;
  readonly width: number;
  readonly classes: number;
  readonly fitIntercept: boolean;
}

/**
 * The loss of logistic regression as a function of its weights: the mean negative log-likelihood of
 * the classes, plus `alpha` / 2 times the sum of the squared coefficients. Intercepts are not
 * punished. The weights are `rows` rows of `width`, one a class; of two classes only the second has a
 * row, and the first one's logit is 0, as in sklearn.
 */
export class LogisticLoss {
  readonly data: Samples;
  readonly alpha: number;
  /** How many rows the weights have. */
  readonly rows: number;
  readonly #isBinary: boolean;
  /** One row's probabilities less its truth, as `rowLoss` leaves them. */
  readonly residual: Float64Array;

  constructor(data: Samples, alpha: number) {
    this.data = data;
    this.alpha = alpha;
    this.#isBinary = data.classes === 2;
    this.rows = this.#isBinary ? 1 : data.classes;
    this.residual = new Float64Array(this.rows);
  }

  /** How many weights there are. */
  get size(): number {
    return this.rows * this.data.width;
  }

  /** The weights of a row that are punished; an intercept, its last one, is not. */
  get punished(): number {
    return this.data.width - (this.data.fitIntercept ? 1 : 0);
  }

  /** The loss of row i, without the penalty. What it leaves in `residual` is the logits' gradient. */
  rowLoss(i: number, weights: Float64Array): number {
    const { residual, rows, data } = this;
    const start = i * data.width;
    for (let k = 0; k < rows; k++) residual[k] = product(weights, k * data.width, data, start);
    const logSum = softmaxInPlace(residual, this.#isBinary);
    const row = (data.y[i] as number) - (this.#isBinary ? 1 : 0);
    if (row < 0) return logSum;
    residual[row] = (residual[row] as number) - 1;
    return logSum - product(weights, row * data.width, data, start);
  }

  /** The loss, and its gradient into `gradient`. */
  lossAndGradient(weights: Float64Array, gradient: Float64Array): number {
    const { n } = this.data;
    gradient.fill(0);
    let loss = 0;
    for (let i = 0; i < n; i++) {
      loss += this.rowLoss(i, weights) / n;
      for (let k = 0; k < this.rows; k++) {
        this.addRow(gradient, k, i, (this.residual[k] as number) / n);
      }
    }
    return loss + this.#punish(weights, gradient);
  }

  /** The Hessian at `weights`, as a function that multiplies it with a vector. */
  hessianAt(weights: Float64Array): (vector: Float64Array) => Float64Array {
    const { data, rows } = this;
    const { n, width } = data;
    const chances = new Float64Array(n * rows);
    for (let i = 0; i < n; i++) {
      const row = chances.subarray(i * rows, (i + 1) * rows);
      for (let k = 0; k < rows; k++) row[k] = product(weights, k * width, data, i * width);
      softmaxInPlace(row, this.#isBinary);
    }
    const moved = new Float64Array(rows);
    return (vector) => {
      const result = new Float64Array(vector.length);
      for (let i = 0; i < n; i++) {
        let mean = 0;
        for (let k = 0; k < rows; k++) {
          moved[k] = product(vector, k * width, data, i * width);
          mean += (chances[i * rows + k] as number) * (moved[k] as number);
        }
        for (let k = 0; k < rows; k++) {
          const chance = chances[i * rows + k] as number;
          this.addRow(result, k, i, (chance * ((moved[k] as number) - mean)) / n);
        }
      }
      this.#punish(vector, result);
      return result;
    };
  }

  /** Adds `factor` times the features of row i to the weights' row k. */
  addRow(to: Float64Array, k: number, i: number, factor: number): void {
    const { x, width } = this.data;
    const [at, from] = [k * width, i * width];
    for (let j = 0; j < width; j++) {
      to[at + j] = (to[at + j] as number) + factor * (x[from + j] as number);
    }
  }

  /** The penalty; its gradient is added to `gradient`. */
  #punish(weights: Float64Array, gradient: Float64Array): number {
    const { width } = this.data;
    let squares = 0;
    for (let k = 0; k < this.rows; k++) {
      for (let at = k * width; at < k * width + this.punished; at++) {
        const weight = weights[at] as number;
        squares += weight * weight;
        gradient[at] = (gradient[at] as number) + this.alpha * weight;
      }
    }
    return (this.alpha / 2) * squares;
  }
}

/**
 * Makes probabilities of logits.
 *
 * @param hasZero whether there is one more logit, of 0, whose probability is the rest
 * @returns the logarithm of the sum of e to the power of each logit
 */
export function softmaxInPlace(logits: Float64Array, hasZero: boolean): number {
  let most = hasZero ? 0 : Number.NEGATIVE_INFINITY;
  for (const z of logits) most = Math.max(most, z);
  let sum = hasZero ? Math.exp(-most) : 0;
  for (let k = 0; k < logits.length; k++) {
    const power = Math.exp((logits[k] as number) - most);
    logits[k] = power;
    sum += power;
  }
  for (let k = 0; k < logits.length; k++) logits[k] = (logits[k] as number) / sum;
  return most + Math.log(sum);
}

function product(weights: Float64Array, at: number, { x, width }: Samples, from: number): number {
  let sum = 0;
  for (let j = 0; j < width; j++) sum += (weights[at + j] as number) * (x[from + j] as number);
  return sum;
}
