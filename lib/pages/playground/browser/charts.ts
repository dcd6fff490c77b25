/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { BothStages } from "../model/bars.ts";
import {
  layerCaption,
  MODE_NAMES,
  neuronsCaption,
  pictureCaption,
  sumsCaption,
} from "../model/captions.ts";
import { percent, shown } from "../model/numbers.ts";
import type { Mode, Settings, Stage } from "../model/settings.ts";
import type { Layers, View } from "../model/view.ts";
import { drawHistogram, type Marked } from "./histogram.ts";
import { drawLosses } from "./losses.ts";
import { drawKept, drawNeurons } from "./neurons.ts";
import { drawDigits, drawPlane } from "./plane.ts";

/** How wide each drawing's place is: read when that changes, since reading it costs a layout. */
const widths = new Map<Element, number>();

/** Watches the places of the drawings, and calls back when one has become wider or narrower. */
export function watchWidths(changed: () => void): void {
  const observer = new ResizeObserver((entries) => {
    let isOther = false;
    for (const { target, contentRect } of entries) {
      isOther ||= widths.get(target) !== contentRect.width;
      widths.set(target, contentRect.width);
    }
    if (isOther) changed();
  });
  for (const place of document.querySelectorAll(".drawing, canvas")) observer.observe(place);
}

function widthOf(place: Element): number {
  return Math.max(120, Math.floor(widths.get(place) ?? place.clientWidth));
}

/** Draws everything that a view holds into the page. */
export function drawView(view: View, settings: Settings, { dark }: { dark: boolean }): void {
  draw("neurons", neuronsCaption(view, settings), () => drawNeurons(view.neurons[settings.stage]));
  draw("sums", sumsCaption(view, settings), (width) => drawSums(view, settings.stage, width));
  drawPicture(view, settings, dark);
  draw("losses", undefined, (width) => drawLosses(width, view, settings.mode));
  showLosses(view, settings);
  for (const [name, layer] of Object.entries(view.layers) as [keyof Layers, BothStages][]) {
    drawLayer(name, layer);
  }
}

function draw(id: string, caption: string | undefined, make: (width: number) => SVGElement): void {
  const figure = part(`figure-${id}`);
  const place = figure.querySelector(".drawing") as HTMLElement;
  place.replaceChildren(make(widthOf(place)));
  if (caption !== undefined) say(figure.querySelector("figcaption"), caption);
}

/** Changes a text only where it differs, so that nothing is read out twice. */
function say(element: Element | null, text: string): void {
  if (element !== null && element.textContent !== text) element.textContent = text;
}

function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`playground: must hold #${id}, got none`);
  return element;
}

function drawSums({ neurons, sums }: View, stage: Stage, width: number): SVGElement {
  const { shares, mean, evaluation, to } = sums;
  const present = neurons[stage].reduce((sum, value) => sum + value, 0);
  const marks: Marked[] = [
    { value: present, kind: "present", text: "" },
    { value: evaluation, kind: "evaluation", text: "evaluation" },
  ];
  // Words that would stand on each other say less than one of them.
  if (Math.abs(mean - evaluation) / to > 0.25) {
    marks.push({ value: mean, kind: "training", text: "training, mean" });
  }
  return drawHistogram(
    width,
    { shares, zeros: undefined, mean },
    { from: 0, to, most: Math.max(...shares), height: 220, kind: "training", marks },
  );
}

function drawPicture(view: View, settings: Settings, dark: boolean): void {
  const figure = part("figure-picture");
  const canvas = figure.querySelector("canvas") as HTMLCanvasElement;
  const place = { canvas, width: widthOf(canvas), dark };
  if (view.plane !== undefined) drawPlane(place, view.plane);
  if (view.digits !== undefined) drawDigits(place, view.digits);
  const kept = figure.querySelector(".kept-neurons") as HTMLElement;
  kept.replaceChildren(drawKept(view.kept));
  say(figure.querySelector("figcaption"), pictureCaption(view, settings));
}

function showLosses(view: View, settings: Settings): void {
  for (const row of part("figure-losses").querySelectorAll<HTMLElement>("tr[data-mode]")) {
    const mode = row.dataset.mode as Mode;
    const { loss, accuracy } = view.now[mode];
    row.classList.toggle("chosen", mode === settings.mode);
    say(row.querySelector(".loss"), shown(loss));
    say(row.querySelector(".right"), percent(accuracy));
  }
  const batch = Number.isNaN(view.batchLoss)
    ? "Nothing is trained yet."
    : `On its last batch, with dropout, the loss of the chosen one (${MODE_NAMES[settings.mode]}) was ${shown(view.batchLoss)}.`;
  say(part("figure-losses").querySelector("figcaption"), batch);
}

function drawLayer(name: keyof Layers, layer: BothStages): void {
  const { training, evaluation, from, to } = layer;
  const most = Math.max(0.02, ...training.shares, ...evaluation.shares);
  for (const [kind, bars] of Object.entries({ training, evaluation }) as [
    Stage,
    typeof training,
  ][]) {
    draw(`${name}-${kind}`, undefined, (width) =>
      drawHistogram(width, bars, {
        ...{ from, to, most, kind, height: 120 },
        marks: [{ value: bars.mean, kind, text: `mean ${shown(bars.mean)}` }],
      }),
    );
  }
  say(part(`caption-${name}`), layerCaption(layer));
}
