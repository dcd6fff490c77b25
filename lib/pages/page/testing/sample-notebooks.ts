import { PNG } from "pngjs";
import type { Cell, CodeCell, Json, Notebook, Output } from "../../notebook/index.ts";

export function notebookOf(cells: Cell[], metadata: Json = {}): Notebook {
  const kernelspec = { name: "dropout-lab", display_name: "TypeScript", language: "typescript" };
  return { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec, ...metadata }, cells };
}

export function markdown(source: string, metadata: Json = {}): Cell {
  return { cell_type: "markdown", metadata, source };
}

export function code(source: string, outputs: Output[] = [], metadata: Json = {}): CodeCell {
  return { cell_type: "code", execution_count: 1, metadata, source, outputs };
}

export function display(data: Json, metadata: Json = {}): Output {
  return { output_type: "display_data", data, metadata };
}

export function stream(text: string, name: "stdout" | "stderr" = "stdout"): Output {
  return { output_type: "stream", name, text };
}

/** A PNG of one colour with a darker lower half, as base64. */
export function picture(width: number, height: number, rgb: [number, number, number]): string {
  const png = new PNG({ width, height });
  for (let at = 0; at < width * height; at++) {
    const half = at < (width * height) / 2 ? 1 : 0.5;
    png.data.set([rgb[0] * half, rgb[1] * half, rgb[2] * half, 255], at * 4);
  }
  return PNG.sync.write(png).toString("base64");
}

const heights = Array.from({ length: 31 }, (_, at) => {
  const z = (at + 45 - 60) / 4.9;
  return Math.round(3200 * Math.exp(-(z * z) / 2));
});

/** What the plot folder stores: bars over bins, a title that states the finding, axes with names. */
export const BAR_FIGURE = {
  data: [
    {
      type: "bar",
      name: "training",
      x: heights.map((_, at) => at + 45),
      y: heights,
      marker: { color: "#d6604d" },
    },
    {
      type: "scatter",
      mode: "lines",
      name: "inference",
      x: [100, 100],
      y: [0, 3200],
      line: { color: "#2166ac", width: 3 },
    },
  ],
  layout: {
    title: { text: "In training the neuron receives about 60, at inference always 100" },
    width: 700,
    height: 400,
    xaxis: { title: { text: "input of the next neuron" } },
    yaxis: { title: { text: "draws out of 40,000" } },
    bargap: 0.05,
    paper_bgcolor: "white",
    plot_bgcolor: "white",
  },
};

export const FIGURE_ALT = "Bars around 60 for training, one line at 100 for inference.";

export function figureOutput(figure: unknown = BAR_FIGURE): Output {
  return display(
    {
      "application/vnd.plotly.v1+json": figure,
      "image/png": picture(700, 400, [70, 180, 90]),
      "text/plain": FIGURE_ALT,
    },
    { "image/png": { width: 700, height: 400, alt: FIGURE_ALT } },
  );
}

/** A lesson as the course has them. */
export function sampleLesson(): Notebook {
  return notebookOf([
    markdown(
      "# Naive dropout\n\nDropout sets every activation to zero with probability $p$, in training only. " +
        "What does the **next** neuron see? With 100 neurons of activation 1 and weight 1 it receives " +
        "100 at inference, and about $100 \\cdot (1-p) = 60$ in training at $p = 0.4$.",
    ),
    code(
      'import { bernoulli, seeded } from "dropout-lab/random";\nimport { histogram } from "dropout-lab/stats"; // bins as numbers',
    ),
    markdown(
      "## One draw\n\nA mask keeps each activation with probability $1 - p$:\n\n" +
        "$$\\tilde{x}_i = m_i x_i, \\qquad m_i \\sim \\mathrm{Bernoulli}(1-p), \\qquad \\mathbb{E}\\Big[\\sum_{i=1}^{100} w_i \\tilde{x}_i\\Big] = (1-p) \\sum_{i=1}^{100} w_i x_i$$\n\n" +
        "- drawn once per forward pass,\n- **never** at inference.\n\n" +
        "| p | kept | expected input |\n|---|-----:|:--------------:|\n| 0.2 | 80 | 80 |\n| 0.4 | 60 | 60 |\n| 0.9 | 10 | 10 |",
    ),
    code(
      'const generator = seeded("lesson 1");\nconst p = 0.4; // the drop probability\nconst mask = bernoulli(100, 1 - p, generator);\nconst total = mask.reduce((sum, one) => sum + one, 0);\nfunction label(value: number): string {\n  return `received ${value} of ${mask.length}`;\n}\nlabel(total)',
      [stream("drawn with the seed lesson 1\n"), display({ "text/plain": "'received 57 of 100'" })],
    ),
    markdown("## Forty thousand draws\n\nThe distribution says more than one draw."),
    code("await display(distribution(draws, { inference: 100 }));", [figureOutput()]),
    markdown(
      "### Why the spread is what it is\n\nThe variance of the sum is\n\n\\begin{equation}\n\\operatorname{Var} = 100\\, p\\,(1-p) = 24 \\label{eq:var}\n\\end{equation}\n\nand by \\eqref{eq:var} the standard deviation is $\\sqrt{24} \\approx 4.9$.\n\n" +
        "> [!NOTE]\n> Half of the draws lie within 3.3 of 60.\n\n" +
        "## Summary\n\n1. Training and inference differ in scale.\n2. The [next lesson](02-the-scaling-fix.ipynb) mends it; see also [above](#One-draw).",
    ),
    code("check(55)", [
      display({ "text/markdown": "**Not yet.** With $p = 0.4$ a neuron keeps 60 of 100." }),
    ]),
    code("const wrong: number = 'sixty';", [
      {
        output_type: "error",
        ename: "TypeError",
        evalue: "Type 'string' is not assignable to type 'number'.",
        traceback: [
          "\u001b[31mCell [6], line 1, column 7\u001b[0m",
          "Type 'string' is not assignable to type 'number'.",
          "    1 | const wrong: number = 'sixty';",
          "      |       \u001b[31m^^^^^\u001b[0m",
        ],
      },
    ]),
  ]);
}
