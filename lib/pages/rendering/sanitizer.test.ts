import { describe, expect, test } from "vitest";
import { cleanHtml } from "../page/clean-html.ts";
import { dom } from "../page/dom.ts";

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

  test.each([
    "background:url(https://example.org/a)",
    "background:u\\72l(https://example.org/a)",
    "background:\\75rl(https://example.org/a)",
    "background-image:image-set('https://example.org/a' 1x)",
    "background-image:-webkit-image-set(url(https://example.org/a) 1x)",
    "background:src('https://example.org/a')",
    "background:url(//example.org/a)",
    "background:url(/**/https://example.org/a)",
    "--x:url(https://example.org/a)",
    "background:url( 'https://example.org/a",
    "filter:url(https://example.org/a#b)",
    "list-style:URL(https://example.org/a)",
  ])("lets nothing load by the style %s, in an attribute, a sheet or a picture", (style) => {
    for (const html of [
      `<p style="${style}">x</p>`,
      `<style>p{${style}}</style><p>x`,
      `<style>@media screen{p{color:red;${style}}}</style><p>x`,
      `<svg><style>p{${style}}</style><rect style="${style}"/></svg>`,
    ]) {
      const cleaned = cleanHtml(html);
      expect(cleaned.html + cleaned.css).not.toContain("example.org");
    }
  });

  test("lets nothing pass for a cell or a control of the page", () => {
    expect(
      clean('<p data-cell="a" data-interact="{" data-kind="x">b</p><svg data-state="c"/>'),
    ).toBe('<p data-kind="x">b</p><svg></svg>');
  });

  test.each([
    "@import 'https://example.org/a';",
    "@import url(https://example.org/a);",
    "@\\69mport 'https://example.org/a';",
    "@IMPORT/**/'https://example.org/a';",
    "@font-face{font-family:x;src:url(https://example.org/a)}",
    "@namespace url(https://example.org/a);",
    "@keyframes x{to{background:url(https://example.org/a)}}",
  ])("lets nothing load by the sheet %s", (css) => {
    expect(cleanHtml(`<style>${css}p{margin:0}</style><p>x`).css).not.toContain("example.org");
  });

  test.each([
    '<image href="https://example.org/a"/>',
    '<image xlink:href="https://example.org/a"/>',
    '<use href="https://example.org/a#b"/>',
    '<use xlink:href="data:text/html,https://example.org"/>',
    '<rect fill="url(https://example.org/a#b)"/>',
    "<rect filter=\"url('https://example.org/a#b')\"/>",
    '<rect mask="u\\72l(https://example.org/a#b)"/>',
    '<feImage href="https://example.org/a"/>',
    '<image><animate attributeName="href" to="https://example.org/a"/></image>',
    '<image><set attributeName="href" to="https://example.org/a"/></image>',
    '<linearGradient href="https://example.org/a#b"/>',
    '<textPath href="https://example.org/a#b">x</textPath>',
    '<foreignObject><iframe src="https://example.org/a"></iframe></foreignObject>',
  ])("lets nothing load in a picture: %s", (svg) => {
    const links = /<a href="https:\/\/example\.org[^"]*">[^<]*<\/a>/g;
    expect(clean(`<svg>${svg}</svg>`).replace(links, "")).not.toContain("example.org");
  });

  test.each([
    "position:fixed",
    "position:/**/fixed",
    "pos\\69tion:fixed",
    "position:f\\69xed",
    "position:sticky",
    "position:absolute",
    "POSITION:ABSOLUTE!important",
    "position:var(--x)",
    "position:-webkit-sticky",
    "position:fixed!important;position:static",
    "position:fixed;position:static!x",
  ])("puts a box back into its place: %s", (style) => {
    const html = clean(`<div style="${style};inset:0;width:100vw;z-index:9;padding:1px">x</div>`);
    expect(html).toBe('<div style="padding:1px">x</div>');
  });

  test.each([
    ["x:a\\3b position\\3a fixed", "x:a\\3b position\\3a fixed"],
    ["x:u\\72l(#/*);y:*/", ""],
    ["a\\3b position:fixed", ""],
    ['x:"\n;--y:";position:fixed;"', '--y:";position:fixed;"'],
    ['x:url(#/*);--y:");position:fixed;"', 'x:url(#/*);--y:");position:fixed;"'],
    ["x://**/*;y:*/a", "x:/ *;y:*/a"],
    ['x:a;content:"open', "x:a"],
  ])("writes what was read, and nothing that is read in another way: %j", (written, kept) => {
    const expected = kept === "" ? "padding:1px" : `padding:1px;${kept}`;
    // What is faint by its opacity is written anew.
    const style = `opacity:.5;padding:1px;${written}`;
    const template = dom.window.document.createElement("template");
    template.innerHTML = clean(`<p style='${style}'>x</p>`);
    expect(template.content.querySelector("p")?.getAttribute("style")).toBe(expected);
    expect(cleanHtml(`<style>p{${style}}</style><p>x`).css).toBe(`p{${expected}}`);
  });

  test("a sheet cannot leave the box around it", () => {
    const { css } = cleanHtml("<style>x } body{margin:0} p{color:red}</style><p>x");
    expect(css).not.toContain("body");
    for (const sheet of ["p{margin:0", "p{margin:0}}}body{margin:0}", "p{}@media{p{margin:0}}"]) {
      const tame = cleanHtml(`<style>${sheet}</style><p>x`).css;
      expect(tame.split("{").length).toBe(tame.split("}").length);
    }
  });

  test("a link that holds a remote picture stays one link, with its text", () => {
    expect(
      clean('<a href="https://a.example"><img src="https://b.example/c" alt="Home"></a>'),
    ).toBe('<a href="https://a.example">Home</a>');
    expect(clean('<a href="https://a.example"><img src="//b.example/c"> text</a>')).toBe(
      '<a href="https://a.example">Picture text</a>',
    );
  });

  test("boxes that fold by a style stay, and can be filled in no more", () => {
    const box = clean(
      '<input id="k" type="checkbox" checked onchange="act()"><label for="k">x</label>',
    );
    expect(box).toMatch(
      /^<input (?=[^>]*disabled)(?=[^>]*checked)(?![^>]*act)[^>]*><label for="k">x<\/label>$/,
    );
    expect(clean('<input type="text" value="x"><input type="password"><input>')).toBe("");
  });

  test.each([
    '<svg><animate attributeName="href" values="https://example.org/a"/></svg>',
    '<svg><a><set attributeName="href" to="https://example.org/a"/><text>x</text></a></svg>',
    '<svg><a><animate attributeName="xlink:href" to="javascript:act()//example.org"/></a></svg>',
    '<svg><foreignObject><img src="https://example.org/a"></foreignObject></svg>',
    '<svg><filter><feImage href="https://example.org/a"/></filter></svg>',
    '<svg><filter><feImage xlink:href="https://example.org/a"/></filter></svg>',
    '<svg><linearGradient href="https://example.org/a#b"/></svg>',
    '<svg><rect fill="url(https://example.org/a#b)" mask="url(//example.org/a)"/></svg>',
    '<svg><rect clip-path="u\\72l(https://example.org/a)" cursor="url(https://example.org/a)"/></svg>',
    '<svg><textPath path="M0 0" href="https://example.org/a#b">x</textPath></svg>',
    '<a href="#a" ping="https://example.org/a">x</a>',
    '<a href="#a" attributionsrc="https://example.org/a">x</a>',
    '<img src="data:image/png;base64,AA" attributionsrc="https://example.org/a" lowsrc="https://example.org/b">',
    '<picture><source srcset="https://example.org/a"><img src="data:image/png;base64,AA"></picture>',
    '<video src="data:video/mp4;base64,AA" poster="https://example.org/a"><track src="https://example.org/b"></video>',
    '<body background="https://example.org/a"><table><tr><td background="https://example.org/a">x</table>',
    '<meta http-equiv="refresh" content="0;url=https://example.org/a">',
    '<base href="https://example.org/"><img src="a.png">',
    '<link rel="preconnect" href="https://example.org"><link rel="prefetch" href="https://example.org/a">',
    '<object data="data:text/html,<img src=https://example.org/a>"></object>',
    '<embed src="data:text/html,<script src=https://example.org/a></script>">',
    '<math href="https://example.org/a"><mi>x</mi></math>',
    '<math><maction actiontype="statusline" src="https://example.org/a"><mi>x</mi></maction></math>',
    '<math><mglyph src="https://example.org/a"/></math>',
    '<math><annotation-xml encoding="text/html"><img src="https://example.org/a"></annotation-xml></math>',
    '<svg><style>@import "https://example.org/a";</style><text>x</text></svg>',
    '<p style="--a:https://example.org/a;background:src(var(--a))">x</p>',
    '<p style="-moz-binding:url(https://example.org/a#b)">x</p>',
    // What looks like a comment in a string or in an address.
    `<p style='content:"/*" url(https://example.org/a) "*/"'>x</p>`,
    "<style>p{content:url(#/*) url(https://example.org/a) url('#*/')}</style><p>x",
    `<style>@container style(--a:"/*" url(https://example.org/a) "*/"){p{margin:0}}</style><p>x`,
    '<svg><rect filter="url(#/*) url(https://example.org/a#b) url(#*/)"/></svg>',
    '<p style="background:cross-fade(url(https://example.org/a),#fff)">x</p>',
    '<p style="background:-moz-image-set(\\22https://example.org/a\\22 1x)">x</p>',
    '<p style="content:url(https://example.org/a);cursor:url(https://example.org/c),auto">x</p>',
    '<p style="background:image(https://example.org/a)">x</p>',
    '<style>@font-face{font-family:a;src:src("https://example.org/a")}</style><p>x',
    '<style>@property --a{syntax:"<url>";inherits:true;initial-value:url(https://example.org/a)}</style><p>x',
    '<style>p{--a:"https://example.org/a";background:image-set(var(--a) 1x)}</style><p>x',
    '<style>@\\000069mport"https://example.org/a";</style><p>x',
    '<a href="data:text/html,<img src=https://example.org/a>">x</a>',
    '<input type="image" src="https://example.org/a"><img usemap="https://example.org/a">',
  ])("lets nothing be asked for by %s", (html) => {
    const cleaned = cleanHtml(html);
    const links = /<a href="https:\/\/example\.org[^"]*">[^<]*<\/a>/g;
    const left = (cleaned.html + cleaned.css).replace(links, "");
    expect(left).not.toMatch(/example\.org\/?[a-z]?["')\s#]/);
    expect(left).not.toMatch(/url\((?!#|data:)|src\(|image-set\(|example\.org/);
  });

  test.each([
    ["<template>x</template><p>y", "<template>"],
    ["<canvas></canvas><p>y", "<canvas>"],
    ["<p style='background:url(https://a.example/b)'>y", "style would load"],
    ["<p style='background:u\\72l(//a.example/b)'>y", "style would load"],
    ["<style>p{background:url(b.png)}</style><p>y", "style would load"],
    ["<style>@import 'a.css';</style><p>y", "style would load"],
    ["<table background='b.png'><tr><td>y</table>", "background"],
    ["<svg><set attributeName='x'/><path d='M0 0'/></svg>", "<set>"],
  ])("says that it leaves out %s", (html, what) => {
    const said: string[] = [];
    cleanHtml(html, { leftOut: (one) => said.push(one) });
    expect(said.join()).toContain(what);
  });

  test("says nothing of styles that load nothing", () => {
    const said: string[] = [];
    cleanHtml(
      "<style>p{mask:url(#a);background:url(data:image/png;base64,AA)}</style><p style='content:attr(title);fill:url(#b)'>x",
      { leftOut: (one) => said.push(one) },
    );
    expect(said).toEqual([]);
  });

  test("says what it leaves out", () => {
    const said: string[] = [];
    cleanHtml(
      "<form><button onclick='x()'>b</button></form><script>1</script><b onclick='x()'>c</b><iframe srcdoc='x'></iframe><input>",
      { leftOut: (what) => said.push(what) },
    );
    for (const what of [
      "<iframe> of its own",
      "<form>",
      "<button>",
      "<script>",
      "onclick",
      "<input>",
    ]) {
      expect(said.join()).toContain(what);
    }
  });

  test("keeps what says something", () => {
    const table =
      '<table class="dataframe"><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>';
    expect(clean(table)).toBe(table);
    expect(clean('<b style="margin: 1em">x</b><a href="#p" id="q">y</a>')).toBe(
      '<b style="margin:1em">x</b><a href="#p" id="q">y</a>',
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
