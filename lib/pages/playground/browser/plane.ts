/// <reference lib="dom" />
import { REACH } from "../model/sizes.ts";
import type { DigitGuesses, PlaneMap } from "../model/view.ts";

type Color = readonly [red: number, green: number, blue: number];

/** The two classes and what lies between them, by theme. */
interface Palette {
  readonly classes: readonly [Color, Color];
  readonly ground: Color;
  readonly ink: string;
  readonly right: string;
  readonly wrong: string;
}

const LIGHT: Palette = {
  classes: [
    [28, 110, 160],
    [205, 105, 20],
  ],
  ground: [255, 254, 251],
  ink: "#20242a",
  right: "#14633a",
  wrong: "#a3201a",
};
const DARK: Palette = {
  classes: [
    [84, 168, 226],
    [240, 160, 80],
  ],
  ground: [20, 23, 27],
  ink: "#e2e5ea",
  right: "#7fd3a3",
  wrong: "#ff9c94",
};

/** Where to draw, how wide, and in which theme. */
export interface Place {
  readonly canvas: HTMLCanvasElement;
  readonly width: number;
  readonly dark: boolean;
}

/** Sizes a canvas to its place and the screen's pixels where it has another size, and clears it. */
function prepare({ canvas, width }: Place, height: number): CanvasRenderingContext2D | null {
  const ratio = globalThis.devicePixelRatio || 1;
  const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== tall) {
    canvas.width = wide;
    canvas.height = tall;
    canvas.style.aspectRatio = `${width} / ${height}`;
  }
  const context = canvas.getContext("2d");
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

/** How sure the net is at each place, and the points it never saw: circles of one class, squares of the other. */
export function drawPlane(place: Place, plane: PlaneMap): void {
  const { width, dark } = place;
  const context = prepare(place, width);
  if (context === null) return;
  const { classes, ground } = dark ? DARK : LIGHT;
  const map = new OffscreenCanvas(plane.side, plane.side);
  const pixels = new ImageData(plane.side, plane.side);
  for (const [i, sure] of plane.sure.entries()) {
    const color = classes[sure < 0.5 ? 0 : 1];
    // A step at the boundary, so that one sees where it runs.
    const strength = 0.12 + 0.5 * Math.abs(2 * sure - 1);
    for (const [part, value] of color.entries()) {
      const base = ground[part] as number;
      pixels.data[4 * i + part] = base + (value - base) * strength;
    }
    pixels.data[4 * i + 3] = 255;
  }
  map.getContext("2d")?.putImageData(pixels, 0, 0);
  context.drawImage(map, 0, 0, width, width);
  const radius = Math.max(2.5, width / 110);
  context.lineWidth = 1;
  context.strokeStyle = `rgb(${ground.join(" ")})`;
  for (const [i, label] of plane.points.labels.entries()) {
    const at = (value: number) => (width * (value / REACH + 1)) / 2;
    const x = at(plane.points.x[2 * i] as number);
    const y = width - at(plane.points.x[2 * i + 1] as number);
    context.fillStyle = `rgb(${classes[label === 0 ? 0 : 1].join(" ")})`;
    context.beginPath();
    if (label === 0) context.arc(x, y, radius, 0, 2 * Math.PI);
    else context.rect(x - 0.9 * radius, y - 0.9 * radius, 1.8 * radius, 1.8 * radius);
    context.fill();
    context.stroke();
  }
}

const COLUMNS = 6;
const SIDE = 8;

/** Digits that the net never saw, each with its guess; a wrong one is struck through and says what is right. */
export function drawDigits(place: Place, digits: DigitGuesses): void {
  const { width, dark } = place;
  const rows = Math.ceil(digits.labels.length / COLUMNS);
  const context = prepare(place, Math.round((width / COLUMNS) * 1.36 * rows));
  if (context === null) return;
  const { ink, right, wrong, ground } = dark ? DARK : LIGHT;
  const cell = width / COLUMNS;
  const side = 0.84 * cell;
  const [red, green, blue] = dark ? [226, 229, 234] : [32, 36, 42];
  const image = new OffscreenCanvas(SIDE, SIDE);
  const pixels = new ImageData(SIDE, SIDE);
  context.imageSmoothingEnabled = false;
  context.textAlign = "center";
  context.font = `600 ${Math.round(0.24 * cell)}px system-ui, sans-serif`;
  for (const [i, label] of digits.labels.entries()) {
    const x = cell * (i % COLUMNS) + 0.08 * cell;
    const y = 1.36 * cell * Math.floor(i / COLUMNS);
    for (let at = 0; at < SIDE * SIDE; at++) {
      const grey = digits.images[i * SIDE * SIDE + at] as number;
      pixels.data.set([red, green, blue, 255 * grey], 4 * at);
    }
    image.getContext("2d")?.putImageData(pixels, 0, 0);
    context.fillStyle = `rgb(${ground.join(" ")})`;
    context.drawImage(image, x, y, side, side);
    const guess = digits.guesses[i];
    context.fillStyle = guess === label ? right : wrong;
    const text = guess === label ? `✓ ${guess}` : `✗ ${guess}`;
    context.fillText(text, x + side / 2, y + side + 0.3 * cell);
    context.strokeStyle = guess === label ? ink : wrong;
    context.globalAlpha = guess === label ? 0.15 : 1;
    context.strokeRect(x, y, side, side);
    context.globalAlpha = 1;
  }
}
