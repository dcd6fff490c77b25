import { describe, expect, test } from "vitest";
import { replaceMathematics } from "./html-mathematics.ts";

const replace = (html: string) =>
  replaceMathematics(html, (tex, display) => (display ? `[[${tex}]]` : `[${tex}]`));

describe("replaceMathematics", () => {
  test.each([
    ["<td>$\\sin(x)$</td>", "<td>[\\sin(x)]</td>"],
    ["<p>\n$\\sum_i x_i$\n</p>", "<p>\n[\\sum_i x_i]\n</p>"],
    ["<summary>$e^x$</summary>$$\\int f$$", "<summary>[e^x]</summary>[[\\int f]]"],
    ["<b>\\(a\\)</b> \\[b\\]", "<b>[a]</b> [[b]]"],
    ["\\begin{align}a&amp;=b\\end{align}", "[[\\begin{align}a&=b\\end{align}]]"],
    ["$a<b$ and $c > d$", "[a<b] and [c > d]"],
    ["$a &lt; b$", "[a < b]"],
    ["<td>$5</td><td>$6</td>", "<td>$5</td><td>$6</td>"],
    ["It is $5 or $10.", "It is $5 or $10."],
    ["<pre>$x$</pre><code>$y$</code>", "<pre>$x$</pre><code>$y$</code>"],
    ["<script>$x$</script><style>$y$</style>", "<script>$x$</script><style>$y$</style>"],
    ["<a title=\"$x$\" href='$y$'>$z$</a>", "<a title=\"$x$\" href='$y$'>[z]</a>"],
    ["<!-- $x$ -->$y$", "<!-- $x$ -->[y]"],
    ["\\$x\\$", "\\$x\\$"],
    ["$a <b>bold</b> c$", "$a <b>bold</b> c$"],
  ])("typesets %j", (html, replaced) => {
    expect(replace(html)).toBe(replaced);
  });
});
