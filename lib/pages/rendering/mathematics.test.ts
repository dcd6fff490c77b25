import { describe, expect, test } from "vitest";
import { mathCharacters } from "../page/math-font.ts";
import { Mathematics } from "./mathematics.ts";
import { numberEquations } from "./number-equations.ts";

describe("Mathematics", () => {
  test("renders TeX to MathML, in a line or on its own", () => {
    const mathematics = new Mathematics();
    expect(mathematics.render("\\frac{1}{1-p}", false)).toMatch(/^<math><mfrac><mn>1<\/mn>/);
    expect(mathematics.render("x", true)).toContain('display="block"');
  });

  test("a command that a cell defines holds in later cells, also one that exists", () => {
    const mathematics = new Mathematics();
    mathematics.render(
      "\\newcommand{\\E}[1]{\\mathbb{E}[#1]} \\def\\half{\\frac12} \\newcommand{\\R}{Q}",
      true,
    );
    expect(mathematics.render("\\E{x}", false)).toContain("<mi>𝔼</mi>");
    expect(mathematics.render("\\half", false)).toContain("<mfrac>");
    expect(mathematics.render("\\R", false)).toContain("<mi>Q</mi>");
    expect(new Mathematics().render("\\E{x}", false)).toContain("math-error");
  });

  test("shows the source of what cannot be read, escaped, and why", () => {
    const html = new Mathematics().render("\\frac{<b>", false);
    expect(html).toContain("<code>\\frac{&lt;b&gt;</code>");
    expect(html).toContain("Mathematics that cannot be read: Unexpected end of input");
    expect(html).not.toContain("<b>");
  });

  test("a colour can be read in both themes", () => {
    expect(new Mathematics().render("\\color{yellow} x", false)).toMatch(
      /color:light-dark\(#\w{6},#ffff00\)/,
    );
  });

  test("equations are numbered through the page and named by their numbers", () => {
    const mathematics = new Mathematics();
    const one = mathematics.render(
      "\\begin{align} a \\label{a} \\\\ b \\label{b} \\end{align}",
      true,
    );
    const two = mathematics.render("\\begin{equation} c \\end{equation}", true);
    const html = numberEquations(
      `${one}${two}${mathematics.render("\\ref{b}", false)}${mathematics.render("\\eqref{a}", false)}${mathematics.render("\\ref{no}", false)}`,
    );
    expect(html.match(/class="eqn">\(\d\)/g)).toEqual([
      'class="eqn">(1)',
      'class="eqn">(2)',
      'class="eqn">(3)',
    ]);
    expect(html.match(/">([^<]*)<\/a>/g)).toEqual(['">2</a>', '">(1)</a>', '">?</a>']);
  });
});

describe("mathCharacters", () => {
  test("are what the MathML shows, single letters in italics", () => {
    const html = "<p>not z</p><math><mi>x</mi><mi>h</mi><mi>sin</mi><mi>σ</mi><mo>&lt;</mo></math>";
    expect([...mathCharacters(html)].sort()).toEqual([..."<hinsxσ𝑥ℎ𝜎"].sort());
  });

  test("hold the root sign, which is nowhere in the text", () => {
    expect(mathCharacters("<math><msqrt><mn>2</mn></msqrt></math>")).toContain("√");
  });
});
