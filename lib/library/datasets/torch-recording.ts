import { readJson } from "./read-data.ts";

/** One run of the article's experiment in torch. */
export interface ArticleRun {
  n: number;
  x: number[];
  dropped: number[];
  /** 1 where an element was kept. */
  mask: number[];
  evaluated: number[];
  /** What torch printed. */
  printed: { x: string; dropped: string; evaluated: string };
  /** Whether eval mode returned the very input. */
  evaluatedIsInput: boolean;
}

/** The article's experiment, recorded from torch: `nn.Dropout(0.2)` on `torch.rand(n)`. */
export interface ArticleRecording {
  torch: string;
  seed: number;
  p: number;
  /** One run for n = 6 and one for n = 8. */
  runs: ArticleRun[];
}

/** Whole names: an exporter finds by them what a page must bring along. */
const FILES = { article: "torch-article.json" };

/**
 * What the real torch gave; `data/README.md` names the script that recorded it.
 *
 * @example
 * ```ts
 * import { torchRecording } from "dropout-lab/datasets";
 * const { seed, p, runs } = torchRecording("article");
 * [seed, p, runs.length] // → [ 15172, 0.2, 2 ]
 * ```
 */
export function torchRecording(name: "article"): ArticleRecording {
  return readJson(FILES[name]) as ArticleRecording;
}
