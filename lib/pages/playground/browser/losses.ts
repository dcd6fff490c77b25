/// <reference lib="dom" />
import { roundUp, shown } from "../model/numbers.ts";
import type { Mode } from "../model/settings.ts";
import { JUDGED_EVERY } from "../model/sizes.ts";
import type { View } from "../model/view.ts";
import { drawing, label, px, svg } from "./svg.ts";

const HEIGHT = 210;
const LEFT = 34;
const BELOW = 22;
const ABOVE = 8;

/** The losses of all modes over the steps; that of the chosen mode is drawn last and thick. */
export function drawLosses(width: number, { judgements, step }: View, chosen: Mode): SVGElement {
  const last = Math.max(50, step);
  const losses = Object.values(judgements).flatMap((list) => list.map(({ loss }) => loss));
  const unit = roundUp(Math.max(0.1, ...losses) / 5);
  const most = Math.ceil(Math.max(0.1, ...losses) / unit) * unit;
  const ground = HEIGHT - BELOW;
  const x = (at: number) => px(LEFT + (at / last) * (width - LEFT - 4));
  const y = (loss: number) => px(ground - (loss / most) * (ground - ABOVE));
  const parts: SVGElement[] = [];
  for (let at = 0; at <= most + unit / 2; at += unit) {
    parts.push(
      svg("path", { d: `M${LEFT} ${y(at)}H${width}`, class: at === 0 ? "axis" : "grid" }),
      label(shown(at, unit >= 1 ? 0 : 1 + Number(unit < 0.1)), {
        x: LEFT - 6,
        y: y(at) + 4,
        anchor: "end",
      }),
    );
  }
  parts.push(
    label("0", { x: LEFT, y: HEIGHT - 5, anchor: "start" }),
    label(`${last.toLocaleString("en")} steps`, { x: width, y: HEIGHT - 5, anchor: "end" }),
  );
  const modes = (Object.keys(judgements) as Mode[]).sort(
    (a, b) => Number(a === chosen) - Number(b === chosen),
  );
  for (const mode of modes) {
    const points = judgements[mode].map(({ loss }, i) => `${x(i * JUDGED_EVERY)} ${y(loss)}`);
    const kind = `line ${mode}${mode === chosen ? " chosen" : ""}`;
    parts.push(svg("path", { d: `M${points.join("L")}`, class: kind }));
  }
  return drawing({ width, height: HEIGHT }, parts);
}
