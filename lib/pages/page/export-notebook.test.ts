import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportNotebook } from "./export-notebook.ts";
import { hostileNotebook } from "./testing/hostile-notebook.ts";
import {
  code,
  display,
  figureOutput,
  markdown,
  notebookOf,
  picture,
  sampleLesson,
  stream,
} from "./testing/sample-notebooks.ts";

describe("a lesson's page", () => {
  let html = "";
  beforeAll(async () => {
    html = await exportNotebook(sampleLesson(), {
      contents: { href: "index.html", title: "Dropout Lab" },
      next: { href: "02.html", title: "The scaling fix" },
      links: new Map([["02-the-scaling-fix.ipynb", "02-the-scaling-fix.html"]]),
    });
  });

  test("says its title, description and language", () => {
    expect(html).toContain("<title>Naive dropout · Dropout Lab</title>");
    expect(html).toMatch(/<meta name="description" content="Dropout sets every activation to zero/);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
  });

  test("has a policy that lets nothing load and no other script run", () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      expect.stringMatching(/^script-src( 'sha256-[\w+/]{43}='){3}$/),
      "style-src 'unsafe-inline'",
      "img-src data: blob:",
      "font-src data:",
      "media-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  test("has MathML and no TeX left", () => {
    expect(html).toContain("<mn>100</mn>");
    expect(bodyText(html)).not.toMatch(/\$|\\frac|\\tilde/);
  });

  test("numbers equations and points to them by number", () => {
    expect(html).toContain('<span class="eqn">(1)</span>');
    expect(html).toMatch(/and by <a href="#[^"]*var">\(1\)<\/a>/);
  });

  test("links to headings as Jupyter writes them, and to the pages of other notebooks", () => {
    expect(html).toContain('<a href="#one-draw">above</a>');
    expect(html).toContain('<a href="02-the-scaling-fix.html">next lesson</a>');
    expect(html).toContain(
      '<a class="next" href="02.html"><small>Next</small> The scaling fix</a>',
    );
  });

  test("stays within 700 kB with live figures, and within 60 kB without", async () => {
    expect(html.length).toBeLessThan(700_000);
    const { cells, metadata } = sampleLesson();
    const bare = notebookOf(
      cells.filter((cell) => !JSON.stringify(cell).includes("plotly")),
      metadata,
    );
    expect((await exportNotebook(bare)).length).toBeLessThan(60_000);
  });

  test("is the same every time", async () => {
    expect(await exportNotebook(sampleLesson())).toBe(await exportNotebook(sampleLesson()));
  });
});

describe("anyone's notebook", () => {
  let html = "";
  const warnings: string[] = [];
  beforeAll(async () => {
    html = await exportNotebook(hostileNotebook(), { warn: (one) => warnings.push(one) });
  });

  test("keeps nothing that acts", () => {
    expect(html).not.toMatch(/<[^>]*\son\w+\s*=/i);
    expect(html).not.toMatch(/<(?:iframe|form|button onclick|object|embed)\b/i);
    expect(html).not.toMatch(/href="javascript:/i);
    // Ours: the early one and the main one.
    expect(html.match(/<script>/g)).toHaveLength(2);
  });

  test("names what stays outside and what is missing", () => {
    expect(html).toContain('href="https://example.org/x.png">Picture: remote</a>');
    expect(html).toContain("Embedded content: https://example.org/video");
    expect(html).toContain("Picture that is missing: missing");
    expect(warnings.join()).toContain("nowhere.png");
  });

  test("marks mathematics that cannot be read, with its source, and goes on", () => {
    expect(html).toContain("<code>\\undefinedcommand{x}</code>");
    expect(html).toContain("Mathematics that cannot be read: Unsupported function name");
    expect(html).toContain("then good <math>");
  });

  test("keeps a table's styles inside the table's own shadow", () => {
    const shadow = /<template shadowrootmode="open">([\s\S]*?)<\/template>/.exec(html)?.[1];
    expect(shadow).toContain("body{display:none}");
    expect(html.replace(shadow ?? "", "")).not.toContain("body{display:none}");
  });

  test("shows the best of a bundle that it can show, or says why not", () => {
    expect(html).toContain("IntSlider(value=3)");
    expect(html).toContain("is drawn by a script of its own, which this page does not run");
    expect(html).toContain(
      "This output is of a type that this page cannot show (application/vnd.custom+json).",
    );
    expect(html).toContain('alt="A heatmap."');
    expect(html).toContain("is a figure of a kind that this page cannot draw");
    expect(html).not.toContain('id="plotly"');
  });

  test("treats tags and formats as Jupyter does", () => {
    expect(html).not.toContain("secret output");
    expect(html).toMatch(
      /<details class="folded"><summary>Show the code<\/summary>[\s\S]*?seen output/,
    );
    expect(html).toMatch(
      /Show the output<\/summary><div class="output stdout"><pre[^>]*>folded output/,
    );
    expect(html).toContain("<i>raw</i>");
    expect(html).toContain("a raw cell &lt; that says nothing");
    expect(html).not.toContain("only for rst");
  });

  test("leaves no step out of its outline", () => {
    const levels = [...html.matchAll(/<h([1-6])\b/g)].map(([, level]) => Number(level));
    for (const [at, level] of levels.entries())
      expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
  });

  test("cuts what is too long to read, and says so", () => {
    expect(html).toContain("… 880,000 characters are left out here …");
    expect(html.length).toBeLessThan(250_000);
  });
});

describe("the parts of a page", () => {
  const dir = mkdtempSync(join(tmpdir(), "page-"));
  afterAll(() => rmSync(dir, { recursive: true }));
  const body = async (...cells: Parameters<typeof notebookOf>[0]) =>
    mainOf(await exportNotebook(notebookOf(cells), { directory: dir }));

  test("terminal text is escaped, coloured and settled", async () => {
    const html = await body(code("x", [stream("\u001b[31m<b>\u001b[0m\n 0%\r100%\n")]));
    expect(html).toContain('<span class="ansi-red-fg">&lt;b&gt;</span>');
    expect(html).toContain("100%");
    expect(html).not.toContain(" 0%");
  });

  test("streams of one name are joined, and those of two stay apart in order", async () => {
    const html = await body(
      code("x", [stream("a"), stream("b"), stream("c", "stderr"), stream("d")]),
    );
    expect(
      html.match(/<pre[^>]*>(\w+)<\/pre>/g)?.map((pre) => pre.replace(/<[^>]*>/g, "")),
    ).toEqual(["ab", "c", "d"]);
  });

  test("pictures are read into the page by what they are, not by their name", async () => {
    writeFileSync(join(dir, "real.png"), Buffer.from(picture(4, 4, [1, 2, 3]), "base64"));
    writeFileSync(join(dir, "secret.png"), "password");
    const html = await body(markdown("![r](real.png) ![s](secret.png) <img src='real.png'>"));
    expect(html.match(/src="data:image\/png;base64,/g)).toHaveLength(2);
    expect(html).not.toContain(Buffer.from("password").toString("base64"));
    expect(html).toContain("Picture that is missing: s<");
  });

  test("attachments are found by their decoded name", async () => {
    const cell = {
      ...markdown("![a](attachment:a%20b.png)"),
      attachments: { "a b.png": { "image/png": picture(2, 2, [1, 2, 3]) } },
    };
    expect(await body(cell)).toMatch(/<img src="data:image\/png;base64,[^"]+" alt="a">/);
  });

  test("an svg is a picture and never part of the page", async () => {
    const html = await body(
      code("x", [display({ "image/svg+xml": "<svg onload='act()'><path d='M0 0h9'/></svg>" })]),
    );
    expect(html).toContain('<img src="data:image/svg+xml;base64,');
    expect(html).not.toContain("<svg");
  });

  test("a picture stands for html that only a script would fill", async () => {
    const html = "<div id='p'>loading</div><script>draw()</script>";
    const output = display({ "text/html": html, "image/png": picture(2, 2, [1, 2, 3]) });
    const shown = await body(code("x", [output]));
    expect(shown).toContain('<img src="data:image/png');
    expect(shown).not.toContain("loading");
  });

  test("a figure's data cannot end the script element that holds it", async () => {
    const figure = { data: [{ type: "bar", y: [1], name: "</script><script>act()</script>" }] };
    expect(await body(code("x", [figureOutput(figure)]))).not.toContain("<script>act");
  });

  test("a figure's picture has the description that is stored for it", async () => {
    const html = await body(code("x", [figureOutput()]));
    expect(html).toMatch(
      /<figure class="plot"[^>]*><img src="data:[^"]*" alt="Bars around 60 for training[^"]*" width="700"/,
    );
  });

  test("a picture with one stored length keeps its proportions", async () => {
    const png = picture(4, 2, [1, 2, 3]);
    const shown = (size: object) =>
      body(code("x", [display({ "image/png": png }, { "image/png": size })]));
    expect(await shown({ width: 40 })).toContain('width="40" height="20"');
    expect(await shown({ height: 10 })).toContain('width="20" height="10"');
    expect(await shown({})).toContain('width="4" height="2"');
  });

  test("code is coloured in the notebook's language, or in that of its first line", async () => {
    const python = { kernelspec: { name: "p", display_name: "P", language: "python" } };
    const html = await exportNotebook(
      notebookOf([code("%%bash\nfor i in 1; do echo; done"), code("def f(): pass")], python),
    );
    expect(html).toContain('<span class="hljs-keyword">done</span>');
    expect(html).toContain('<span class="hljs-keyword">def</span>');
    const julia = { kernelspec: { name: "j", display_name: "J", language: "julia" } };
    expect(await exportNotebook(notebookOf([code("function f() end")], julia))).toContain(
      "hljs-keyword",
    );
  });

  test("a notebook without a heading gets its name as one", async () => {
    const html = await exportNotebook(notebookOf([code("1")]), { fallbackTitle: "analysis <3" });
    expect(html).toContain('<h1 class="title">analysis &lt;3</h1>');
  });

  test("a language that is written from the right turns the page", async () => {
    expect(await exportNotebook(notebookOf([], { language: "he" }))).toContain(
      '<html lang="he" dir="rtl">',
    );
  });

  test("an empty notebook is an empty page", async () => {
    expect(await exportNotebook(notebookOf([]))).toContain('<h1 class="title">Notebook</h1>');
  });
});

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

function bodyText(html: string): string {
  return mainOf(html)
    .replace(/<(script|pre)\b[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]*>/g, "");
}
