import { describe, expect, test } from "vitest";
import { cleanHtml } from "./sanitizer.ts";

const clean = (html: string) => cleanHtml(html).html;

describe("cleanHtml", () => {
  test.each([
    "<script>act()</script>",
    "<img src=x onerror=act()>",
    "<svg onload=act()></svg>",
    "<svg><script>act()</script></svg>",
    '<a href="javascript:act()">x</a>',
    '<a href=" java\nscript:act()">x</a>',
    '<math><mtext><table><mglyph><style><img src=x onerror="act()">',
    "<noscript><p title='</noscript><img src=x onerror=act()>'>",
    "<form action='javascript:act()'><button formaction='javascript:act()'>x</button></form>",
    '<iframe srcdoc="<script>act()</script>"></iframe>',
    "<template><script>act()</script></template>",
    "<object data='javascript:act()'></object>",
    "<base href='javascript:act()//'>",
  ])("lets nothing act in %s", (html) => {
    expect(clean(html)).not.toMatch(/act\(\)(?!'?>?'?&gt;)/);
  });

  test.each([
    '<img src="https://example.org/a.png">',
    '<img srcset="https://example.org/a.png 2x" src="data:image/png;base64,AA">',
    '<div style="background:url(https://example.org/a)">x</div>',
    "<style>@import 'https://example.org/a.css'; p{background:url(https://example.org/a)}</style><p>x",
    '<link rel="stylesheet" href="https://example.org/a.css">',
    '<video poster="https://example.org/a.png" src="https://example.org/a.mp4"></video>',
    '<svg><image href="https://example.org/a.png"/><use href="https://example.org/a#b"/></svg>',
    '<input type="image" src="https://example.org/a.png">',
    '<table background="https://example.org/a.png"><tr><td>x</td></tr></table>',
  ])("lets nothing load in %s", (html) => {
    const links = /<a href="https:\/\/example\.org[^"]*">[^<]*<\/a>/g;
    expect(clean(html).replace(links, "")).not.toContain("example.org");
  });

  test("keeps what says something", () => {
    const table =
      '<table class="dataframe"><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>';
    expect(clean(table)).toBe(table);
    expect(clean('<b style="margin: 1em">x</b><a href="#p" id="q">y</a>')).toBe(
      '<b style="margin: 1em">x</b><a href="#p" id="q">y</a>',
    );
    expect(clean('<svg width="1"><rect height="2"></rect></svg>')).toContain("<rect");
  });

  test("names what stays outside by a link, and takes in the pictures it is given", () => {
    expect(clean('<img src="https://example.org/a.png" alt="A">')).toBe(
      '<a href="https://example.org/a.png">A: https://example.org/a.png</a>',
    );
    const picture = () => "data:image/png;base64,AAAA";
    expect(cleanHtml('<img src="a.png">', { picture }).html).toBe(
      '<img src="data:image/png;base64,AAAA" alt="">',
    );
  });

  test("says whether scripts were there and whether styles are", () => {
    expect(cleanHtml("<p>x</p><script>1</script>")).toMatchObject({
      hadScripts: true,
      css: "",
    });
    expect(cleanHtml("<style>p{color:red}</style><p>x</p>")).toMatchObject({
      html: "<p>x</p>",
      hadScripts: false,
      css: expect.stringMatching(/^p\{color:light-dark\(/),
    });
  });

  test("a style cannot end its element or the shadow around it", () => {
    expect(clean("<style>p{}</style></template></div><script>act()</script><p>x")).not.toMatch(
      /template|script/,
    );
  });
});
