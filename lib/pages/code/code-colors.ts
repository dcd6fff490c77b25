import { tagHighlighter, tags } from "@lezer/highlight";

/** What each part of code is: the classes of highlight.js, which styles/cells.css colours. */
export const codeColors = tagHighlighter([
  { tag: [tags.keyword, tags.atom, tags.operatorKeyword], class: "hljs-keyword" },
  { tag: [tags.bool, tags.null], class: "hljs-literal" },
  { tag: [tags.string, tags.special(tags.string), tags.escape], class: "hljs-string" },
  { tag: tags.regexp, class: "hljs-regexp" },
  { tag: tags.number, class: "hljs-number" },
  { tag: tags.comment, class: "hljs-comment" },
  { tag: tags.meta, class: "hljs-meta" },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.function(tags.definition(tags.variableName)),
    ],
    class: "hljs-title",
  },
  { tag: [tags.typeName, tags.className, tags.definition(tags.className)], class: "hljs-type" },
  { tag: [tags.definition(tags.propertyName), tags.attributeName], class: "hljs-attr" },
  { tag: tags.tagName, class: "hljs-name" },
]);
