import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { exportNotebook } from "./export-notebook.ts";
import {
  code,
  display,
  markdown,
  notebookOf,
  picture,
  sampleLesson,
  stream,
} from "./testing/sample-notebooks.ts";

describe("what a page leaves out", () => {
  const said = async (...cells: Parameters<typeof notebookOf>[0]) => {
    const warnings: string[] = [];
    const html = await exportNotebook(notebookOf(cells), { warn: (one) => warnings.push(one) });
    return { html: mainOf(html), warnings };
  };
  const deep = (open: string, close: string) =>
    JSON.parse(`${open.repeat(6000)}1${close.repeat(6000)}`) as unknown;

  test.each([
    [markdown("$\\undefinedcmd{x}$"), /mathematics \\undefinedcmd\{x\} cannot be read/],
    [markdown("<div>$\\undefinedcmd{x}$</div>"), /mathematics .* cannot be read/],
    [markdown("![a](https://a.example/b.png)"), /picture https:\/\/a\.example\/b\.png/],
    [markdown("<img src='https://a.example/b.png'>"), /picture https:\/\/a\.example\/b\.png/],
    [markdown("<script>act()</script>\n\nx"), /<script>/],
    [markdown("<iframe srcdoc='x'></iframe>"), /<iframe>/],
    [markdown("```mermaid\ngraph TD;A-->B\n```"), /mermaid/],
    [display({ "text/html": "<script>draw()</script>" }), /text\/html.*script/],
    [display({ "text/html": "<b>x</b><script>draw()</script>" }), /text\/html.*<script>/],
    [display({ "text/html": "<form><input></form>x" }), /text\/html.*<input>/],
    [display({ "application/x.custom": "x" }), /application\/x\.custom/],
    [
      display({ "application/javascript": "act()", "text/plain": "<J>" }),
      /application\/javascript/,
    ],
    [
      display({ "application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider()" }),
      /widget/,
    ],
    [
      display({ "application/vnd.plotly.v1+json": { data: [{ type: "histogram" }], layout: {} } }),
      /vnd\.plotly.*histogram/,
    ],
    [
      display({
        "application/vnd.plotly.v1+json": { data: [{ type: "heatmap" }], layout: {} },
        "image/png": picture(2, 2, [1, 2, 3]),
      }),
      /vnd\.plotly.*heatmap.*its stored picture is shown/,
    ],
    [
      display({
        "application/vnd.plotly.v1+json": {
          data: [{ type: "bar", y: [1] }],
          layout: { images: [{ source: "https://a.example/b.png" }] },
        },
      }),
      /picture of a figure/,
    ],
    [stream("x\n".repeat(60_000)), /120,000 characters/],
  ])("is said with its cell and kind %#", async (part, sentence) => {
    const cell = "cell_type" in part ? part : code("x", [part]);
    const { warnings } = await said(markdown("# A"), cell);
    expect(warnings).not.toEqual([]);
    for (const one of warnings) expect(one).toMatch(/^cell 2(?: \(In \[1\]\))?: [^\n]*$/);
    expect(warnings.join("\n")).toMatch(sentence);
  });

  test.each([
    [{ "text/html": "" }, /text\/html\) is empty: its text is shown/],
    [{ "text/html": "<style>p{margin:0}</style>" }, /text\/html\) shows nothing: its text/],
    [{ "text/html": "<script>act()</script>" }, /text\/html\) is drawn by a script/],
    [{ "text/html": "<!-- x -->" }, /text\/html\) shows nothing/],
    [{ "text/html": "<div>".repeat(20_000) }, /text\/html\) is nested too deeply/],
    [{ "text/markdown": "\n" }, /text\/markdown\) is empty/],
    [{ "text/markdown": "[a]: b" }, /text\/markdown\) shows nothing/],
    [{ "text/latex": "\\begin{tabular}{l}a\\end{tabular}" }, /text\/latex\) is LaTeX that is no/],
    [{ "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'/>" }, /svg.* draws nothing/],
    [{ "image/svg+xml": "no picture" }, /svg.* is no SVG/],
    [{ "image/png": "" }, /png\) is empty/],
    [{ "image/png": "AAAA" }, /png\) is no PNG/],
    [{ "image/png": picture(2, 2, [1, 2, 3]).slice(0, 40) }, /png\) is a PNG cut off/],
    [{ "image/png": picture(2, 2, [1, 2, 3]).slice(0, 48) }, /png\) is a PNG without pixels/],
    [{ "image/jpeg": "/9j/4AACAA==" }, /jpeg\) is a JPEG without pixels/],
    [{ "video/mp4": "<no>" }, /mp4\) is no base64/],
    [{ "application/vnd.plotly.v1+json": "bad" }, /plotly.*cannot draw: its text/],
    [{ "application/vnd.plotly.v1+json": { data: [] } }, /plotly.*cannot draw: its text/],
    [{ "application/pdf": "AAAA" }, /application\/pdf\) is of a type/],
    [{ "text/x-own": "x" }, /text\/x-own\) is of a type/],
  ])("a form that shows nothing leaves its place to the next %#", async (data, sentence) => {
    const { html, warnings } = await said(
      code("x", [display({ ...data, "text/plain": "the text" })]),
    );
    expect(html).toContain(">the text</pre>");
    expect(warnings).toEqual([expect.stringMatching(sentence)]);
  });

  test("a form that shows nothing leaves its place to a picture before the text", async () => {
    const png = picture(2, 2, [1, 2, 3]);
    const data = { "text/html": "<br>", "image/png": png, "text/plain": "the text" };
    const { html, warnings } = await said(code("x", [display(data)]));
    expect(html).toContain(`src="data:image/png;base64,${png}"`);
    expect(warnings).toEqual([expect.stringMatching(/shows nothing: its stored picture is shown/)]);
  });

  test("LaTeX that is no mathematics stays as its source, with a warning", async () => {
    const table = "\\begin{tabular}{l}a & b\\end{tabular}";
    const alone = await said(code("x", [display({ "text/latex": table })]));
    expect(bodyOf(alone.html)).toContain("\\begin{tabular}{l}a &amp; b\\end{tabular}");
    expect(alone.warnings.join()).toMatch(/tabular\): its source is shown/);
    const text = await said(
      code("x", [display({ "text/latex": "\\textbf{Bold} \\section{One} $x$" })]),
    );
    expect(text.html).toContain("<strong>Bold</strong>");
    expect(text.html).toContain("\\section{One}");
    expect(text.warnings).toEqual([expect.stringContaining("the LaTeX \\section is no mathema")]);
  });

  test("an SVG that is written as a part of HTML is drawn as a picture", async () => {
    const svg = "<svg width='9'><g><path d='M0 0h9' xlink:href='#a'><br>&nbsp;</svg>";
    const { html, warnings } = await said(code("x", [display({ "image/svg+xml": svg })]));
    const stored = /svg\+xml;base64,([^"]+)/.exec(html)?.[1] ?? "";
    expect(Buffer.from(stored, "base64").toString()).toContain(
      'xmlns="http://www.w3.org/2000/svg"',
    );
    expect(warnings).toEqual([]);
  });

  test.each(["%00.png", "%E0%A4%A.png", "a%00b/c.png", `${"x".repeat(5000)}.png`])(
    "a picture's address that nobody can read is no end: %s",
    async (address) => {
      const warnings: string[] = [];
      const cells = [markdown(`![here](${address}) <img src="${address}"> [l](${address})`)];
      const html = await exportNotebook(notebookOf(cells), {
        directory: tmpdir(),
        warn: (one) => warnings.push(one),
      });
      expect(html).toContain("Picture that is missing: here");
      expect(warnings.join("\n")).toMatch(/^cell 1: picture /);
    },
  );

  test("a raw cell for another format is said", async () => {
    const raw = { cell_type: "raw", metadata: { format: "text/restructuredtext" }, source: "x" };
    expect((await said(raw as Parameters<typeof notebookOf>[0][0])).warnings).toEqual([
      "cell 1: a raw cell of text/restructuredtext is left out: it is meant for another format than a page",
    ]);
  });

  test("is nothing where nothing is lost", async () => {
    const lesson: string[] = [];
    await exportNotebook(sampleLesson(), { warn: (one) => lesson.push(one) });
    expect(lesson).toEqual([]);
    const cells = [
      display({ "text/html": "<b>x</b>", "text/plain": "x" }),
      display({ "application/json": { a: 1 }, "text/plain": "x" }),
      display({ "image/png": picture(2, 2, [1, 2, 3]), "text/plain": "<Figure>" }),
    ];
    expect((await said(code("x", cells))).warnings).toEqual([]);
  });

  test.each([
    "<div><span>Make this Notebook Trusted to load map: File -> Trust Notebook</span><iframe srcdoc='x'></iframe></div>",
    "<iframe src='local.html'></iframe>",
    "<iframe src='data:text/html,x' width=5></iframe>",
    "<object data='a.pdf'></object>",
    "<embed src='a.swf'>",
  ])("a frame leaves its text: %s", async (html) => {
    const shown = await said(
      code("x", [display({ "text/html": html, "text/plain": "<the map>" })]),
    );
    expect(shown.html).toContain("&lt;the map&gt;");
    expect(shown.html).not.toContain("Trusted");
    const alone = await said(code("x", [display({ "text/html": html })]));
    expect(alone.html).toContain("is a page of its own in a frame");
  });

  test("what folds by boxes and styles keeps both, and asks for no trust", async () => {
    const html =
      "<style>.t{display:none}.c{display:block!important}.b{display:none}.k:checked~.b{display:block}</style><div class=t>please rerun</div><div class=c hidden><input class=k id=k type=checkbox><label for=k>P</label><div class=b>params</div></div>";
    const shown = await said(code("x", [display({ "text/html": html, "text/plain": "P()" })]));
    expect(shown.html).toContain(".t{display:none}");
    expect(shown.html).toMatch(/<input[^>]*type="checkbox"[^>]*disabled/);
  });

  test.each([
    ["application/json", deep("[", "]")],
    ["application/json", deep('{"a":', "}")],
    ["application/vnd.plotly.v1+json", { data: [{ type: "bar", x: deep("[", "]") }], layout: {} }],
    ["text/html", `${"<div>".repeat(20_000)}x`],
  ])("a form that is nested too deeply leaves its text: %s", async (type, value) => {
    const output = display({ [type]: value, "text/plain": "deep" });
    const { html, warnings } = await said(markdown("# A"), code("x", [output]));
    expect(html).toContain(">deep</pre>");
    expect(warnings.join()).toMatch(/^cell 2 \(In \[1\]\): .*nested too deeply/);
  });

  test("Markdown with HTML that is nested too deeply leaves the rest of the page", async () => {
    const { html, warnings } = await said(markdown("<b>".repeat(20_000)), markdown("# The rest"));
    expect(html).toContain("The rest");
    expect(warnings.join()).toMatch(/^cell 1: /);
  });
});

function mainOf(html: string): string {
  return /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? "";
}

/** The text of a page without its tags. */
function bodyOf(html: string): string {
  return html.replace(/<[^>]*>/g, "");
}
