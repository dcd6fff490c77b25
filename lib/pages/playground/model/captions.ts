import type { BothStages } from "./bars.ts";
import { percent, shown } from "./numbers.ts";
import type { Mode, Settings } from "./settings.ts";
import { DRAWS, HELD_OUT } from "./sizes.ts";
import type { View } from "./view.ts";

/** What each mode is called. */
export const MODE_NAMES: Readonly<Record<Mode, string>> = {
  none: "no dropout",
  naive: "naive",
  scaled: "scaled at test time",
  inverted: "inverted",
};

/** Says in words what the picture of the hundred neurons shows. */
export function neuronsCaption({ neurons }: View, { stage, mode, p }: Settings): string {
  const values = neurons[stage];
  const sum = shown(
    values.reduce((total, value) => total + value, 0),
    1,
  );
  if (stage === "evaluation") {
    const scale = mode === "scaled" ? `, and each counts ${shown(1 - p)} times` : "";
    return `In evaluation no neuron is dropped${scale}: the next neuron receives ${sum}.`;
  }
  const dropped = values.filter((value) => value === 0).length;
  const scale =
    mode === "inverted" && p > 0 ? `, and what is kept is divided by ${shown(1 - p)}` : "";
  return `With this mask ${dropped} of 100 neurons are dropped${scale}: the next neuron receives ${sum}, the dotted line among the sums.`;
}

/** Says in words what the histogram of the sums shows. */
export function sumsCaption({ sums }: View, settings: Settings): string {
  const { mean, spread, evaluation } = sums;
  const masks = DRAWS.toLocaleString("en");
  const differs = settings.mode === "naive" && settings.p > 0;
  const because = differs
    ? `Training has about 1 − p = ${shown(1 - settings.p)} of it.`
    : "The two stages agree.";
  return (
    `Over ${masks} masks the sum in training is ${shown(mean, 1)} on average, give or take ` +
    `${shown(spread, 1)}. In evaluation it is ${shown(evaluation, 1)}. ${because}`
  );
}

/** Says in words what the plane or the digits show. */
export function pictureCaption(view: View, { data, mode, stage, hidden }: Settings): string {
  const { loss, accuracy } = view.now[mode];
  const what = data === "digits" ? `${HELD_OUT.digits} digits` : `${HELD_OUT.plane} points`;
  const judged = `In evaluation it gets ${percent(accuracy)} of the ${what} right that it never saw, with a loss of ${shown(loss)}.`;
  if (stage === "evaluation" || mode === "none") {
    return `The whole net after ${steps(view.step)}. ${judged}`;
  }
  const [first, second] = view.kept.map((layer) => layer.filter((value) => value !== 0).length);
  return `One thinned net after ${steps(view.step)}: ${first} and ${second} of ${hidden} neurons are kept. ${judged}`;
}

export function steps(count: number): string {
  return count === 1 ? "1 step" : `${count.toLocaleString("en")} steps`;
}

/** Says in words what the two histograms of a layer show. */
export function layerCaption({ training, evaluation }: BothStages): string {
  const ratio = training.mean / evaluation.mean;
  const compared =
    Number.isFinite(ratio) && Math.abs(evaluation.mean) >= 0.005
      ? `: ${shown(ratio)} of that in evaluation, ${shown(evaluation.mean)}.`
      : `, in evaluation ${shown(evaluation.mean)}.`;
  const { zeros } = training;
  const apart =
    zeros === undefined ? "" : ` Zeros: ${percent(zeros)} and ${percent(evaluation.zeros ?? 0)}.`;
  return `Mean in training ${shown(training.mean)}${compared}${apart}`;
}

/** The sentence that is read out when the playground comes to rest. */
export function statusSentence(view: View, settings: Settings): string {
  const { mode, p } = settings;
  const { loss, accuracy } = view.now[mode];
  const name = mode === "none" ? "No dropout" : `Dropout ${MODE_NAMES[mode]}, p = ${shown(p)}`;
  const { mean, evaluation } = view.sums;
  return (
    `${name}, ${steps(view.step)}. The sum is ${shown(mean, 1)} in training and ` +
    `${shown(evaluation, 1)} in evaluation. Loss ${shown(loss)}, ${percent(accuracy)} right.`
  );
}
