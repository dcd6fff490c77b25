import { describe, expect, test } from "vitest";
import { nodePlatform } from "../page/node-platform.ts";
import { Headings } from "./headings.ts";
import { Mathematics } from "./mathematics.ts";
import { Prose } from "./prose.ts";

async function render(...cells: string[]): Promise<string> {
  const prose = new Prose({
    platform: nodePlatform(),
    mathematics: new Mathematics(),
    headings: new Headings(),
    link: (address) => (address === "b.ipynb" ? "b.html" : undefined),
  });
  const parsed = cells.map((source) => prose.parse(source));
  return (await Promise.all(parsed.map((one) => prose.render(one)))).join("");
}

const math = (html: string) => html.match(/<math/g)?.length ?? 0;

describe("prose", () => {
  test("a heading of nothing is none, and is not in the contents", async () => {
    const headings = new Headings();
    const prose = new Prose({
      platform: nodePlatform(),
      mathematics: new Mathematics(),
      headings,
      link: () => undefined,
    });
    const html = await prose.render(prose.parse("##\n\n## \n\n## One\n\n# #\n\ntext"));
    expect(html.match(/<h\d/g)).toHaveLength(1);
    expect(headings.list.map(({ id }) => id)).toEqual(["one"]);
  });

  test.each([
    ["$x$", 1],
    ["a $x$, $y$ and $$z$$", 3],
    ["$$\nx\n\ny\n$$", 1],
    ["\\(x\\) and \\\\(y\\\\)", 2],
    ["\\[x\\]", 1],
    ["\\\\[x\\\\]", 1],
    ["\\begin{align}\na &= b\n\\end{align}", 1],
    ["text \\begin{align} a &= b \\end{align} text", 1],
    ["- item\n\n  $$\n  x\n  $$\n- $y$", 2],
    ["> $$x$$", 1],
    ["$x_1$ and *a* and $y_1$", 2],
    ["| a |\n|---|\n| $|x|$ and $\\|y\\|$ |", 2],
    ["$ x $", 1],
    ["## About $x$", 1],
    ["$$\\overbrace{a\\cdots a}^{\\textrm{$n$ times}}$$", 1],
    ["text $$a_{\\text{$b$ or $c$}}$$ text", 1],
    ["$a \\text{ if $b$}$ and $c$", 2],
    ["$$\n\\begin{aligned} x &= 0 && \\textrm{for any $C$} \\end{aligned}\n$$", 1],
    ["$P(w) = \\frac{a}{b} $", 1],
    ["$ P(w) = \\frac{a}{b}$", 1],
    ["so $x_1 $, and $ y^2$.", 2],
    ["- $x $", 1],
    ["costs $5 or $ 10 and $x", 0],
    ["from $5 to $ and", 0],
    ["It is $5 or $10.", 0],
    ["\\$x\\$", 0],
    ["`$x$`", 0],
    ["```\n$x$\n```", 0],
    ["$5", 0],
    ["It is $5-$10.", 0],
    ["[a](x$y$z)", 0],
  ])("finds the mathematics in %j", async (source, count) => {
    const html = await render(source);
    expect(math(html)).toBe(count);
    expect(html).not.toContain("math-error");
  });

  test("mathematics survives the sanitiser beside raw HTML", async () => {
    expect(math(await render("<b>bold</b> $\\frac12$ <span>$x$</span>"))).toBe(2);
  });

  test("no line begins with the comma behind mathematics", async () => {
    const long = `$${"x + ".repeat(30)}x$`;
    const html = await render(`so ($x$), $y$ and ${long}: $$z$$.`);
    expect(html.match(/<span class="unbroken">.<math>|<\/math>[^<]+<\/span>/g)).toEqual([
      '<span class="unbroken">(<math>',
      "</math>),</span>",
    ]);
    expect(html).toMatch(
      /<span class="unbroken"><span class="formula">.*<\/math><\/span>:<\/span>/,
    );
    expect(html).toMatch(/<\/math>\.<\/p>/);
  });

  test("the marks for what is kept cannot come from outside", async () => {
    expect(await render("\uE0000\uE001 $x$ &#xE000;0&#xE001; <b>b</b>")).toMatch(
      /<math>[^\uE000]*$/,
    );
    expect(math(await render("\uE0000\uE001 $x$"))).toBe(1);
  });

  test("what is kept is put nowhere but into text", async () => {
    const attack = '$\\text{" onclick="act()}$';
    for (const source of [
      `${attack} [x](y "&#xE000;0&#xE001;")`,
      `<div title="\n\n${attack}\n\n">x</div>`,
      `<b title="${attack}">x</b>`,
      `<p title='${attack}'>${attack}</p>`,
    ]) {
      expect(await render(source)).not.toMatch(/\sonclick="/);
    }
  });

  test.each([
    "[![Open In Colab](https://c.example/badge.svg)](https://t.example/)",
    "<a href='https://t.example/'><img src='https://c.example/c.png' alt='Open In Colab'></a>",
    "<a href='https://t.example/'>![Open In Colab](https://c.example/c.png)</a>",
    "[<img src='//c.example/c.png' alt='Open In Colab'>](https://t.example/)",
    "<a href='https://t.example/'>\n\n![Open In Colab](https://c.example/c.png)\n\n</a>",
  ])("a badge is one link to its target, with its text: %s", async (source) => {
    const html = await render(source);
    expect(html.match(/<a\b/g)).toHaveLength(1);
    expect(html).toMatch(
      /<a href="https:\/\/t\.example\/">\s*(?:<p>)?Open In Colab(?:<\/p>)?\s*<\/a>/,
    );
    expect(html).not.toContain("c.example");
  });

  test("mathematics in HTML is set, and code and attributes are not", async () => {
    for (const source of [
      "<table><tr><td>$\\sin(x)$</td></tr></table>",
      "<div>$y^2$</div>",
      "<p>\n$\\sum_i x_i$\n</p>",
      "<details><summary>$e^x$</summary>z</details>",
      "<h2>About $x$</h2>",
      "<center>$$\\int f$$</center>",
      "<ul><li>$a<b$</li></ul>",
    ]) {
      const html = await render(source);
      expect(math(html)).toBe(1);
      expect(html).not.toContain("math-error");
    }
    expect(math(await render('<div title="$x$"><code>$y$</code></div>'))).toBe(0);
  });

  test("links look ahead, and lead to the pages of other notebooks", async () => {
    const html = await render(
      "[down](#Last-Part) [other](b.ipynb) [else](c.ipynb)",
      "## Last part",
    );
    expect(html).toContain('<a href="#last-part">down</a>');
    expect(html).toContain('<a href="b.html">other</a>');
    expect(html).toContain('<a href="c.ipynb">else</a>');
  });

  test("knows GitHub's tables, alerts, tasks and crossed-out text", async () => {
    expect(await render("|  | b |\n|---|--:|\n| 1 | 2 |")).toMatch(
      /<table>\s*<thead>\s*<tr>\s*<td><\/td>/,
    );
    expect(await render("> [!WARNING]\n> Careful")).toMatch(
      /<blockquote class="alert alert-warning">\s*<p><strong class="alert-title">Warning<\/strong>/,
    );
    expect(await render("- [x] done\n- [ ] open\n- [y] no")).toMatch(
      /☑ done[\s\S]*☐ open[\s\S]*\[y\] no/,
    );
    expect(await render("~~no~~")).toContain("<s>no</s>");
  });

  test("code in prose is coloured by the language it names", async () => {
    expect(await render("```ts\nconst x = 1;\n```")).toContain(
      '<span class="hljs-keyword">const</span>',
    );
    expect(await render("```unknown\n<b>\n```")).toContain("&lt;b&gt;");
  });

  test("Hebrew and Arabic say where they start; other text does not", async () => {
    expect(await render("- שלום")).toContain('<ul dir="auto">');
    expect(await render("- hello")).toContain("<ul>");
  });
});
