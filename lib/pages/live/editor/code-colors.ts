import { tagHighlighter, tags } from "@lezer/highlight";

/** The colours of code as the page has them: the classes of highlight.js, which styles/cells.css colours. */
export const codeColors = tagHighlighter([
  { tag: tags.keyword, class: "hljs-keyword" },
  { tag: [tags.bool, tags.null], class: "hljs-literal" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], class: "hljs-string" },
  { tag: tags.number, class: "hljs-number" },
  { tag: tags.comment, class: "hljs-comment" },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.function(tags.definition(tags.variableName)),
    ],
    class: "hljs-title",
  },
  { tag: [tags.className, tags.definition(tags.className)], class: "hljs-title class_" },
  { tag: tags.typeName, class: "hljs-type" },
  { tag: tags.definition(tags.propertyName), class: "hljs-attr" },
  { tag: tags.meta, class: "hljs-meta" },
]);
