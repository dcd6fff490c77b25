import { digits } from "dropout-lab/datasets";
import { Generator } from "dropout-lab/random";
import { rand, randn, randperm, type Tensor, tensor } from "dropout-lab/tensor";
import type { DataName } from "./settings.ts";
import { HELD_OUT } from "./sizes.ts";

/** Examples: a row of inputs each, and the number of the class it belongs to. */
export interface Examples {
  readonly x: Tensor<"float32">;
  readonly labels: Tensor<"int64">;
}

/** What a net learns from, and what it is judged by and never sees. */
export interface Dataset {
  readonly classes: number;
  readonly train: Examples;
  readonly heldOut: Examples;
}

const TRAIN_DIGITS = 1000;

/** The data of a name, drawn from a seed. */
export function dataset(name: DataName, seed: number): Dataset {
  const generator = new Generator(seed);
  if (name === "digits") return digitsDataset(generator);
  const place = PLANES[name];
  const draw = () => points(place, generator);
  return { classes: 2, train: draw(), heldOut: draw() };
}

/** Where a point of a class lies before the noise; `along` goes from 0 to 1. */
interface Plane {
  readonly noise: number;
  place(label: number, along: number): readonly [x: number, y: number];
}

const PLANES: Record<Exclude<DataName, "digits">, Plane> = {
  moons: {
    noise: 0.17,
    place(label, along) {
      const [x, y] = [Math.cos(Math.PI * along), Math.sin(Math.PI * along)];
      return label === 0
        ? [0.8 * (x - 0.5), 0.8 * (y - 0.25)]
        : [0.8 * (0.5 - x), 0.8 * (0.25 - y)];
    },
  },
  circles: {
    noise: 0.13,
    place(label, along) {
      const radius = label === 0 ? 0.5 : 1.05;
      return [radius * Math.cos(2 * Math.PI * along), radius * Math.sin(2 * Math.PI * along)];
    },
  },
  spirals: {
    noise: 0.05,
    place(label, along) {
      const radius = 0.1 + 1.1 * along;
      const angle = 1.5 * Math.PI * along + Math.PI * label;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    },
  },
};

function points({ place, noise }: Plane, generator: Generator): Examples {
  const along = rand([HELD_OUT.plane], { generator }).data;
  const noises = randn([HELD_OUT.plane, 2], { generator }).mul(noise);
  const labels = Array.from(along, (_, i) => i % 2);
  const places = labels.map((label, i) => [...place(label, along[i] as number)]);
  return { x: tensor(places).add(noises), labels: tensor(labels, { dtype: "int64" }) };
}

function digitsDataset(generator: Generator): Dataset {
  const { images, labels } = digits();
  const order = randperm(labels.shape[0] as number, { generator });
  const part = (from: number, count: number): Examples => {
    const rows = order.slice(from, from + count);
    return { x: images.at(rows).div(16), labels: labels.at(rows) };
  };
  return {
    classes: 10,
    train: part(0, TRAIN_DIGITS),
    heldOut: part(TRAIN_DIGITS, HELD_OUT.digits),
  };
}
