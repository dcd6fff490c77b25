import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transform } from "esbuild";
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

  test("says that scripts run only where all of its syntax is known", async () => {
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
      ([, code]) => code ?? "",
    );
    const written = async (code: string, target: string) =>
      (await transform(code, { target, minifyWhitespace: true })).code;
    const isOf = async (code: string, target: string) =>
      (await written(code, target)) === (await written(code, "esnext"));
    for (const code of scripts) expect(await isOf(code, "es2022")).toBe(true);
    expect(await isOf(scripts[0] ?? "", "es2021")).toBe(false);
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
    expect(html).toContain('then good <span class="unbroken"><math>');
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

  test("a diagram of the library is shown as SVG, not by its PNG", async () => {
    const diagram = {
      "image/png": picture(2, 2, [1, 2, 3]),
      "application/vnd.dropout-lab.diagram+xml": "<svg><path d='M0 0h9'/></svg>",
      "text/plain": "A line.",
    };
    expect(await body(code("x", [display(diagram)]))).toMatch(
      /<img src="data:image\/svg\+xml;base64,[^"]+" alt="A line\.">/,
    );
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

function mainOf(html: string): string {
  return /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? "";
}

function bodyText(html: string): string {
  return mainOf(html)
    .replace(/<(script|pre)\b[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]*>/g, "");
}
