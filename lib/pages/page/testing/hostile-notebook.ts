import { inspect } from "node:util";
import type { Notebook } from "../../notebook/index.ts";
import { code, display, markdown, notebookOf, picture, stream } from "./sample-notebooks.ts";

/** What pandas writes: a style that is meant for its table only, and the table. */
export const PANDAS_TABLE = `<div>
<style scoped>
    .dataframe tbody tr th:only-of-type { vertical-align: middle; }
    .dataframe tbody tr th { vertical-align: top; }
    body { display: none }
</style>
<table border="1" class="dataframe">
  <thead><tr style="text-align: right;"><th></th>${Array.from({ length: 14 }, (_, at) => `<th>feature_${at}</th>`).join("")}</tr></thead>
  <tbody>${Array.from({ length: 5 }, (_, row) => `<tr><th>${row}</th>${Array.from({ length: 14 }, (_, at) => `<td>${(row * 14 + at) / 7}</td>`).join("")}</tr>`).join("\n")}</tbody>
</table>
<p>5 rows × 14 columns</p>
</div>`;

/** Marks that a script has run if one ever does. */
const ACT = "document.documentElement.dataset.acted='yes'";

/** Every colour that Node gives to values. */
const colored = inspect(
  {
    n: 12.5,
    s: "two",
    u: undefined,
    z: null,
    d: new Date(0),
    r: /x/,
    f() {},
    t: Symbol("s"),
    e: [],
  },
  { colors: true },
);

/** Everything that should not happen to a page, in one notebook. */
export function hostileNotebook(): Notebook {
  return notebookOf(
    [
      markdown(
        `# Émoji 🧪 and \`code\` <img src=x onerror="${ACT}">\n\n#### Skipped levels\n\n<script>${ACT}</script>\n<a href="javascript:${ACT}">link</a> [also](javascript:${ACT})\n\n![remote](https://example.org/x.png) ![missing](nowhere.png)\n\n<iframe src="https://example.org/video"></iframe>\n\n<div style="position:fixed;inset:0;background:red">cover</div>\n\n<button onclick="${ACT}">press</button> <b>bold</b> <sub>sub</sub>`,
      ),
      markdown(
        "## Bad mathematics $\\frac{1$ in a heading\n\n$\\undefinedcommand{x}$ and $$\\begin{matrix} a \\\\ $$ then good $x^2$.\n\n" +
          "It costs $5 and then $10 more, or \\$3.\n\n| | meaning |\n|---|---|\n| $|x|$ | size of $x \\in \\{a|b\\}$ |\n\n" +
          "$$\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} \\cdot \\frac{\\partial^2 \\mathcal{L}}{\\partial \\theta^2} \\color{red}{x}$$\n\n" +
          "\\newcommand{\\vect}[1]{\\mathbf{#1}}",
      ),
      markdown(
        "### Lists\n\n- one\n  - two\n    - three\n      - four\n        1. five\n           1. six\n\n- [ ] open\n- [x] done\n\n" +
          "A line with a very long word: " +
          "x".repeat(300) +
          "\n\n`" +
          "y".repeat(200) +
          "`\n\n### שלום עולם\n\nזהו טקסט בעברית עם $x^2$ באמצע.\n\n- מרחב\n\n### مرحبا\n\nهذا نص عربي.",
      ),
      code(`${"const long = 1 + 2; ".repeat(40)}\n`, [
        stream(
          "\u001b[38;5;226myellow\u001b[0m \u001b[48;5;17mon blue\u001b[0m \u001b[1;32mgreen\u001b[0m \u001b[41mred ground\u001b[0m\n",
        ),
        stream("  0%\r 50%\r100%\nplain <b>not bold</b> & more\n"),
        stream("a warning that is long ".repeat(30), "stderr"),
        display({ "text/plain": colored }),
        stream(`${colored}\n`),
        stream(`${colored}\n`, "stderr"),
      ]),
      code("df.head()", [display({ "text/html": PANDAS_TABLE, "text/plain": "a table" })]),
      code("plain_table", [
        display({
          "text/html": "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
        }),
      ]),
      code("cover()", [
        display({
          "text/html":
            "<style>.cover { position: fixed; inset: 0; background: red }</style><p>under</p><div class=cover></div>",
        }),
      ]),
      code("widget()", [
        display({ "text/html": `<div id="w"></div><script>${ACT}</script>` }),
        display({ "application/javascript": ACT }),
        display({ "application/vnd.custom+json": { a: 1 } }),
        display({
          "application/vnd.jupyter.widget-view+json": { model_id: "1" },
          "text/plain": "IntSlider(value=3)",
        }),
      ]),
      code("heat", [
        display({
          "application/vnd.plotly.v1+json": {
            data: [{ type: "heatmap", z: [[1, 2]] }],
            layout: {},
          },
          "image/png": picture(300, 120, [200, 60, 200]),
          "text/plain": "A heatmap.",
        }),
        display({
          "application/vnd.plotly.v1+json": { data: [{ type: "heatmap", z: [[1]] }], layout: {} },
        }),
      ]),
      code("svg, json, latex", [
        display({
          "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" onload="${ACT}"><script>${ACT}</script><rect width="120" height="40" fill="#2a8"/></svg>`,
        }),
        display({ "application/json": { name: "x", list: [1, 2, { a: null }] } }),
        display({ "text/latex": "$\\displaystyle \\int_0^1 x\\,dx = \\frac{1}{2}$" }),
        display({ "text/latex": "\\begin{tabular}{l}a\\end{tabular}", "text/plain": "a table" }),
        display({
          "image/png": picture(2400, 300, [40, 90, 200]),
          "text/plain": "<Figure size 1x1>",
        }),
      ]),
      markdown("<h2>Algebra<h2>\n\n##\n\ntext"),
      code("boxes that scroll", [
        display({
          "text/html": `<div style="max-height:20px;overflow:auto">${"<p>much</p>".repeat(9)}</div>`,
        }),
        display({
          "text/html": `<style>.low { max-height: 20px; overflow: auto }</style><div class="low">${"<p>more</p>".repeat(9)}</div>`,
        }),
      ]),
      code("print(lots)", [stream("0123456789 line\n".repeat(60_000))]),
      code("raise", [
        {
          output_type: "error",
          ename: "ValueError",
          evalue: "bad",
          traceback: ["\u001b[0;31mValueError\u001b[0m: <i>bad</i>"],
        },
      ]),
      code("secret", [stream("secret output\n")], { tags: ["remove-cell"] }),
      code("hidden input", [stream("seen output\n")], { tags: ["hide-input"] }),
      code("hidden output", [stream("folded output\n")], { tags: ["hide_output"] }),
      {
        cell_type: "raw",
        metadata: { format: "text/html" },
        source: `<i>raw</i><script>${ACT}</script>`,
      },
      { cell_type: "raw", metadata: {}, source: "a raw cell < that says nothing" },
      { cell_type: "raw", metadata: { format: "text/x-rst" }, source: "only for rst" },
      markdown(
        "![attached](attachment:a.png)\n\n</main></body><h1>broken out</h1>\n\n```bash\nls -la | grep x\n```\n\n```nolanguage\nx\n```",
      ),
      {
        cell_type: "markdown",
        metadata: {},
        source: "![attached](attachment:a%20b.png)",
        attachments: { "a b.png": { "image/png": picture(20, 20, [1, 200, 1]) } },
      },
    ],
    { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } },
  );
}
