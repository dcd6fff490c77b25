import type { Bundle, OutputContext, Shown } from "./bundle.ts";
import { attributes } from "./html.ts";
import { dataAddress, pngSize } from "./picture-address.ts";
import { pictureFault } from "./picture-faults.ts";
import type { Platform } from "./platform.ts";
import { svgPicture } from "./svg-picture.ts";

/** A stored picture in a box of its own, or why it shows nothing. */
export async function showPicture(
  type: string,
  bundle: Bundle,
  context: OutputContext,
): Promise<Shown> {
  const picture = await readPicture(type, `${bundle.data[type]}`, context.platform);
  if ("fault" in picture) return { fault: picture.fault };
  for (const lost of picture.lost) context.warn(`in an output (${type}): ${lost}`);
  const alt = describe(bundle, type, `Picture that ${context.cell} shows`);
  return {
    html: `<figure class="picture">${pictureElement(type, picture.stored, bundle, alt)}</figure>`,
  };
}

/** The first of some types that holds a picture that can be shown, as it is to be shown. */
export async function storedPicture(
  types: readonly string[],
  { data }: Bundle,
  platform: Platform,
) {
  for (const type of types) {
    if (!Object.hasOwn(data, type)) continue;
    const picture = await readPicture(type, `${data[type]}`, platform);
    if (!("fault" in picture)) return { type, stored: picture.stored };
  }
  return undefined;
}

type Read = { readonly stored: string; readonly lost: readonly string[] };

async function readPicture(
  type: string,
  stored: string,
  platform: Platform,
): Promise<Read | { readonly fault: string }> {
  if (type === "image/svg+xml") {
    // What it needs takes a while to load, and most notebooks have no such picture.
    const svg = svgPicture(stored, await platform.dom());
    return "fault" in svg ? svg : { stored: svg.text, lost: svg.lost };
  }
  const fault = pictureFault(type, stored);
  return fault === undefined ? { stored, lost: [] } : { fault };
}

/** The element of a picture whose bytes, or whose text, are given. */
export function pictureElement(
  type: string,
  stored: string,
  { metadata }: Bundle,
  alt: string,
): string {
  const natural = type === "image/png" ? pngSize(stored) : undefined;
  const size = { ...natural, ...sizeIn(metadata[type], natural) };
  const source = dataAddress(type, stored);
  return `<img${attributes({ src: source, alt, ...size })}>`;
}

/** The picture's own description, else the sentence that is stored beside it. */
export function describe({ data, metadata }: Bundle, type: string, otherwise: string): string {
  const own = metadata[type];
  const alt = typeof own === "object" && own !== null && "alt" in own ? own.alt : undefined;
  if (typeof alt === "string" && alt.trim() !== "") return alt;
  const plain = data["text/plain"];
  const sentence = typeof plain === "string" && !plain.startsWith("<") && plain.length < 1000;
  return sentence && plain.trim() !== "" ? plain.trim() : otherwise;
}

/** The size that is stored for a picture; one length alone keeps the picture's proportions. */
function sizeIn(metadata: unknown, natural: Size | undefined): Partial<Size> {
  if (typeof metadata !== "object" || metadata === null) return {};
  const { width, height } = metadata as { width?: unknown; height?: unknown };
  if (isSize(width) && isSize(height)) return { width, height };
  // Beside the picture's own other length it would squeeze the picture.
  const ratio = natural === undefined ? undefined : natural.width / natural.height;
  if (isSize(width)) return ratio ? { width, height: Math.round(width / ratio) } : { width };
  if (isSize(height)) return ratio ? { width: Math.round(height * ratio), height } : { height };
  return {};
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function isSize(value: unknown): value is number {
  return typeof value === "number" && value > 0 && value < 10_000;
}
