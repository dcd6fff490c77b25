import { describe, expect, test } from "vitest";
import { textContent } from "./html.ts";
import { Mathematics } from "./mathematics.ts";

const show = (tex: string, display = false) => {
  const html = new Mathematics().render(tex, display);
  return { html, text: textContent(html).replace(/\u2061/g, "") };
};

describe("TeX of MathJax", () => {
  test.each([
    [String.raw`\mbox{if}\; x`, "ifx"],
    [String.raw`\hbox{a_b}`, "a_b"],
    [String.raw`\text{train_loss}`, "train_loss"],
    [String.raw`\textbf{a_b} + \texttt{c#d & 50% x^2}`, null],
    [String.raw`\boxed{\text{a_b}}`, "a_b"],
    [String.raw`\textrm{$n_1$ times_2}`, "n1 times_2"],
    [String.raw`\DeclareMathOperator{\tr}{tr}\tr A`, "trA"],
    [String.raw`\DeclareMathOperator*{\argmin}{arg\,min}\argmin_x f`, null],
    [String.raw`\newcommand{\opt}[2][x]{#1+#2}\opt{1}`, "x+1"],
    [String.raw`\newcommand{\opt}[2][x]{#1+#2}\opt[\alpha y]{1}`, "αy+1"],
    [String.raw`\newcommand*\half{\frac12} \half`, "12"],
    [String.raw`\require{cancel}\cancel{x}`, "x"],
    [String.raw`\[z^2\]`, "z2"],
    [String.raw`\(z\)`, "z"],
    ["$$z$$", "z"],
    ["$1+1$", "1+1"],
    [String.raw`\pmatrix{a&b\cr c&d}`, "(abcd)"],
    [String.raw`\cases{a&b\cr c&d}`, "{abcd"],
    [String.raw`\eqalign{a&=b\cr c&=d}`, "a=bc=d"],
    [String.raw`\root 3 \of x`, null],
    [String.raw`\bbox[yellow, 5px]{x}`, "x"],
    [String.raw`\unicode{x263a}`, "☺"],
    [
      String.raw`\style{color:red}{x}\cssId{a}{y}\class{b}{z}\href{https://a.example/#x}{w}`,
      "xyzw",
    ],
    [String.raw`\enclose{circle}{x}`, "x"],
    [String.raw`\buildrel a \over =`, null],
    [String.raw`\mathds{1}`, "𝟙"],
    [String.raw`\begin{eqnarray}a&=&b\\c&=&d\end{eqnarray}`, "a=bc=d"],
    [String.raw`\begin{flalign*}a&=b\end{flalign*}`, "a=b"],
    [String.raw`\begin{align*}a&=b\end{align*}`, "a=b"],
    [String.raw`a \mspace{3mu} b \hfill \nicefrac{1}{2} \ensuremath{x}`, null],
    [String.raw`\tag{1} x`, null],
    [String.raw`\mathbbm{1}_A \mathbbm 1`, "𝟙A𝟙"],
    [String.raw`\newenvironment{pair}[1]{\left#1}{\right)}\begin{pair}{(}x\end{pair}`, "(x)"],
    [
      String.raw`\newenvironment{pre}[2][a]{#1#2}{z}\begin{pre}{b}x\end{pre}\begin{pre}[c]{d}\end{pre}`,
      "abxzcdz",
    ],
    [String.raw`\sqrt[\leftroot{-1}\uproot{2}3]{x}`, "x3"],
    [String.raw`\uproot{2} x`, "x"],
    [String.raw`\toggle{a}{b}\endtoggle`, "ab"],
    [String.raw`\mathtip{x}{a tip}`, null],
    [String.raw`\array{a&b\cr c&d}`, "abcd"],
    [String.raw`\begin{array}{@{}c|c@{\,}}a&b\end{array}`, "ab"],
    [String.raw`\begin{empheq}[box=\fbox]{align*}a&=b\end{empheq}`, "a=b"],
    [String.raw`\begin{align*}a&=b\\ \intertext{and} c&=d\end{align*}`, "a=bandc=d"],
    [
      String.raw`\textsl{a} \mathup{b} \framebox{c} \shoveleft{d} \strut \url{https://e.example/a_b}`,
      null,
    ],
  ])("is read: %s", (tex, text) => {
    const shown = show(tex);
    expect(shown.html).not.toContain("math-error");
    expect(shown.html).toContain("<math");
    if (text !== null) expect(shown.text).toBe(text);
  });

  test("a command that nobody knows is reported with its reason", () => {
    const said: string[] = [];
    new Mathematics().render("\\undefinedcmd{x}", false, (reason) => said.push(reason));
    expect(said).toEqual([expect.stringMatching(/^Unsupported function name: \\undefinedcmd/)]);
  });

  test("a coloured box has text that can be read on it", () => {
    expect(show("\\colorbox{yellow}{x}").html).toMatch(
      /style="color-scheme:light;.*color:var\(--text\)/,
    );
    expect(show("\\fcolorbox{red}{black}{x}").html).toContain("color-scheme:dark");
  });
});
