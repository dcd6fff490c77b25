import { readJson } from "./read-data.ts";

/** How one kind of net did on images that it had not seen, seed by seed. */
export interface SeededNets {
  /** How many images it was trained on. */
  n: number;
  /** The batches of 50 by which it was trained. */
  steps: number;
  /** The rate of its dropouts; 0: none. */
  p: number;
  /** How many of the unseen images it got wrong. */
  wrong: number[];
  /** Its mean cross-entropy on them. */
  loss: number[];
}

/** What twenty seeds say about dropout; see `dropoutSeeds`. */
export interface DropoutSeeds {
  seeds: number[];
  /** How many unseen images there were. */
  tested: number;
  /** Every n with every count of steps, without dropout and with it. */
  nets: SeededNets[];
}

/** Its whole name: an exporter finds by it what a page must bring along. */
const FILE = "dropout-seeds.json";

/**
 * How a net of 64-256-256-10 did on the digits, with dropout and without, under twenty seeds. Under
 * one seed all nets have the same unseen images, the same first weights and, where n is the same, the
 * same batches. `data/README.md` names the script that recorded it, with this library.
 *
 * @example
 * ```ts
 * import { dropoutSeeds } from "dropout-lab/datasets";
 * const { seeds, tested, nets } = dropoutSeeds();
 * [seeds.length, tested, nets.length] // → [ 20, 797, 18 ]
 * ```
 */
export function dropoutSeeds(): DropoutSeeds {
  return readJson(FILE) as DropoutSeeds;
}
