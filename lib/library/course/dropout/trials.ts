import { faultOfCoins } from "./coin-faults.ts";
import { faultOfAsking } from "./joint-faults.ts";
import { activationsFor, type Layer, layersOf } from "./layers.ts";
import { faultOfShare, IMPURE } from "./mask-faults.ts";
import { type Call, near, type Subject, short } from "./subject.ts";

/** What a check finds by trying many layers. */
export interface Trials {
  /** What is wrong with whom the answer drops, or with an output as a whole. */
  mask?: string | undefined;
  /** What is wrong with a kept value, where nothing is wrong with the masks. */
  scale?: string | undefined;
}

interface Asked {
  call: Call;
  values: readonly number[];
}

/** Of each layer so many calls are made a second time. */
const REPEATED = 3;

/**
 * Tries the answer on every layer of the check. Some calls are made again when all is done, in an
 * order of its own: what keeps something from call to call, or has random numbers of its own, says
 * something else then. An answer that does so in a share f of its calls is found with a probability
 * of 1 - (1 - f)^200 or more.
 */
export function tryLayers(subject: Subject, { scaled }: { scaled: boolean }): Trials {
  const random = subject.stream(0);
  const asked: Asked[] = [];
  let stream = 1000;
  let scale: string | undefined;
  let shareFault: { said: string | undefined } | undefined;
  for (const layer of layersOf(random, activationsFor(subject))) {
    const { x, p, draws } = layer;
    const factor = scaled ? 1 / (1 - p) : 1;
    const repeated = Array.from({ length: REPEATED }, () => Math.floor(draws * random()));
    const masks: Uint8Array[] = [];
    let numbers = 0;
    for (let draw = 0; draw < draws; draw++) {
      const call = { x, p, stream: stream++ };
      const reply = subject.ask(call);
      if ("fault" in reply) return { mask: reply.fault };
      const { values } = reply;
      scale ??= faultOfKept(layer, values, factor);
      masks.push(maskOf(x, values));
      numbers += reply.asked;
      if (repeated.includes(draw)) asked.push({ call, values });
    }
    const fault = faultOfCoins(masks, layer) ?? faultOfAsking(masks, p, numbers);
    if (fault !== undefined) return { mask: nameLayer(layer, fault) };
    // Neurons that share a coin have odd shares, too: so only after the first layer.
    shareFault ??= { said: faultOfShare(subject) };
    if (shareFault.said !== undefined) return { mask: shareFault.said };
  }
  return { mask: faultOfRepeating(subject, asked, random), scale };
}

/** Of the neurons whose activation is not 0: 1 for kept. */
function maskOf(x: readonly number[], values: readonly number[]): Uint8Array {
  const mask = new Uint8Array(x.length);
  let seen = 0;
  for (let i = 0; i < x.length; i++) if (x[i] !== 0) mask[seen++] = values[i] === 0 ? 0 : 1;
  return mask.subarray(0, seen);
}

function faultOfKept(
  { x, p }: Layer,
  values: readonly number[],
  factor: number,
): string | undefined {
  const odd = values.findIndex(
    (value, i) => value !== 0 && !near(value, (x[i] as number) * factor),
  );
  if (odd < 0) return undefined;
  const [given, made] = [x[odd] as number, values[odd] as number];
  if (given === 0) {
    return `An activation of 0 becomes ${short(made)}. It stays 0, dropped or kept.`;
  }
  const wanted = factor === 1 ? "it stays as it is" : `it becomes ${short(given * factor)}`;
  return `At p = ${short(p)}, among ${x.length} activations, ${short(given)} becomes ${short(made)}. When it is kept ${wanted}.`;
}

function faultOfRepeating(
  subject: Subject,
  asked: readonly Asked[],
  random: () => number,
): string | undefined {
  const shuffled = asked
    .map((one) => ({ one, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
  for (const { call, values } of shuffled) {
    const reply = subject.ask(call);
    if ("fault" in reply) return reply.fault;
    if (reply.values.some((value, i) => value !== values[i])) return IMPURE;
  }
  return undefined;
}

/** Neurons that are equally active, as in the lessons, are the ones that people cache by value. */
function nameLayer({ x }: Layer, fault: string): string {
  const isOnes = x.every((value) => value === 1);
  return isOnes ? `Where all x are 1: ${fault}` : `Among ${x.length} activations: ${fault}`;
}
