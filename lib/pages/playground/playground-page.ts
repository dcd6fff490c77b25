import { readData } from "dropout-lab/datasets";
import type { PageLink } from "../page/index.ts";
import { documentHtml, pack, packedElement, playgroundAssets } from "../page/internal.ts";
import { playgroundContent } from "./content.ts";

const DIGITS = "digits.bin.gz";

/**
 * The playground as one HTML file that needs no network: a layer of a hundred neurons and a small net
 * that learns, in training and in evaluation, with and without what makes up for dropout.
 */
export async function playgroundPage({ contents }: { contents?: PageLink } = {}): Promise<string> {
  const { script, worker, styles } = await playgroundAssets();
  return await documentHtml({
    title: contents ? `Dropout playground · ${contents.title}` : "Dropout playground",
    description:
      "Watch what dropout does to a layer of 100 neurons and to a small net that learns: in " +
      "training and in evaluation, naive, scaled at test time and inverted.",
    language: "en",
    top: contents
      ? `<a class="home" href="${contents.href}">${contents.title}</a>`
      : "<span></span>",
    contents: "",
    content: playgroundContent(),
    bottom: "<footer>Made with dropout-lab. This page is complete: it needs no network.</footer>",
    program: {
      script,
      styles,
      payloads: [
        packedElement({ id: "playground-worker" }, worker),
        packedElement({ id: "playground-digits" }, pack(readData(DIGITS))),
      ],
    },
  });
}
