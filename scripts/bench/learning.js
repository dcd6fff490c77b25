import { ensure } from "../python/environment.js";
import { numericArguments } from "./numeric/arguments.js";
import { local, takeTurns } from "./numeric/rounds.js";
import { printTable, ratio } from "./numeric/table.js";
import { startTorch } from "./numeric/torch-peer.js";

export const summary = "an epoch of a 64-256-256-10 net with dropout on the digits, against torch";

const BATCH = 64;
const ROUNDS = 4;
const OPTIMIZERS = /** @type {const} */ (["SGD", "Adam"]);
/** An epoch must be as fast as torch's. */
const BAR = 1;

/** @param {string[]} argv */
export async function run(argv) {
  const { fetch, python: given, processes, slot } = numericArguments("learning", argv);
  const python = given ?? (fetch ? ensure("torch") : undefined);
  const mine = await epochs();
  /** @type {Map<string, number>} */
  const best = new Map();
  for (let i = 0; i < (python ? processes : 1); i++) {
    const torch = python ? await startTorch(python) : undefined;
    if (torch && i === 0) console.log(`torch ${torch.version}, ${processes} processes`);
    const theirs = OPTIMIZERS.flatMap((name) => [`epoch-${name}`, `epoch-${name}-steps`]).map(
      (operation) => ({
        name: operation,
        rate: (/** @type {number} */ time) => torch?.rate(operation, BATCH, time) ?? 0,
      }),
    );
    // An epoch is long: a slot must hold several.
    const options = { rounds: ROUNDS, slot: slot * 5, best };
    await takeTurns(torch ? [...mine, ...theirs] : mine, options);
    torch?.stop();
  }
  report(best);
}

/** Epochs of one net after the other, whose weights go on being trained. */
async function epochs() {
  const nn = await import("dropout-lab/nn");
  const { Adam, SGD } = await import("dropout-lab/optim");
  const { DataLoader, trainEpoch } = await import("dropout-lab/training");
  const { digits } = await import("dropout-lab/datasets");
  const { images, labels } = digits();
  const x = images.div(16);
  return OPTIMIZERS.map((name) => {
    const net = new nn.Sequential(
      new nn.Linear(64, 256),
      new nn.ReLU(),
      new nn.Dropout(0.5),
      new nn.Linear(256, 256),
      new nn.ReLU(),
      new nn.Dropout(0.5),
      new nn.Linear(256, 10),
    );
    const loader = new DataLoader(/** @type {const} */ ([x, labels]), {
      batchSize: BATCH,
      shuffle: true,
    });
    const optimizer =
      name === "SGD"
        ? new SGD(net.parameters(), { lr: 0.1, momentum: 0.9, weightDecay: 1e-4 })
        : new Adam(net.parameters());
    return local(name, () => trainEpoch(net, loader, optimizer));
  });
}

/** @param {Map<string, number>} best epochs a second */
function report(best) {
  const time = (/** @type {number | undefined} */ rate) => (rate ? (1000 / rate).toFixed(1) : "-");
  printTable(
    "times as fast as torch",
    ["", "epoch", "epoch, torch without its loader"],
    OPTIMIZERS.map((name) => [
      name,
      ratio(best.get(name), best.get(`epoch-${name}`), BAR),
      ratio(best.get(name), best.get(`epoch-${name}-steps`)),
    ]),
  );
  printTable(
    "milliseconds an epoch (29 steps)",
    ["", "here", "torch", "torch without its loader"],
    OPTIMIZERS.map((name) => [
      name,
      time(best.get(name)),
      time(best.get(`epoch-${name}`)),
      time(best.get(`epoch-${name}-steps`)),
    ]),
  );
}
