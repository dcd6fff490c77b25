import { BatchNorm1d, Dropout, Dropout1d, Linear, ReLU, Sequential } from "../../nn/index.ts";
import { Generator } from "../../random/index.ts";
import { noGrad, randn, type Tensor } from "../../tensor/index.ts";

/** A net whose modes an answer changes or keeps, with its parts that listen to the mode. */
export interface CheckedNet {
  /** What a verdict calls it. */
  readonly name: string;
  readonly net: Sequential<"float32">;
  readonly dropouts: readonly { readonly module: Dropout | Dropout1d; readonly name: string }[];
  readonly norms: readonly BatchNorm1d[];
}

/** How many numbers an input of the nets has, and how many classes they tell apart. */
export const SIZE = { input: 6, classes: 4 } as const;

/** Nets in the modes in which one meets them, the same for the same seed. */
export function checkedNets(seed: number): CheckedNet[] {
  const generator = new Generator(seed);
  const trained = inTraining(generator);
  const evaluated = inTraining(generator);
  evaluated.net.eval();
  const frozen = inTraining(generator);
  for (const norm of frozen.norms) norm.eval();
  return [
    { ...trained, name: "a net in training" },
    { ...evaluated, name: "a net in evaluation" },
    { ...frozen, name: "a net in training whose BatchNorm is kept in evaluation" },
  ];
}

/** A net in training; BatchNorm has averages that no batch of a check has. */
function inTraining(generator: Generator): Omit<CheckedNet, "name"> {
  const { input, classes } = SIZE;
  const norms = [new BatchNorm1d(16), new BatchNorm1d(16)] as const;
  const dropout = new Dropout(0.5, { generator });
  const deep = new Dropout(0.4, { generator });
  const channels = new Dropout1d(0.4, { generator });
  const net = new Sequential<"float32">(
    new Linear(input, 16, { generator }),
    norms[0],
    new ReLU(),
    dropout,
    new Sequential<"float32">(new Linear(16, 16, { generator }), norms[1], new ReLU(), deep),
    channels,
    new Linear(16, classes, { generator }),
  );
  noGrad(() => {
    for (let step = 0; step < 5; step++) {
      net.forward(randn([32, input], { generator }).add(2).mul(1.5) as Tensor<"float32">);
    }
  });
  const dropouts = [
    { module: dropout, name: "a Dropout" },
    { module: deep, name: "a Dropout inside of a Sequential" },
    { module: channels, name: "a Dropout1d" },
  ];
  return { net, dropouts, norms };
}

/** The numbers of a net, parameters and averages, as text: the same for the same. */
export function stateOf(net: Sequential<"float32">): string {
  return Object.values(net.stateDict())
    .map(({ data }) => data.join())
    .join();
}
