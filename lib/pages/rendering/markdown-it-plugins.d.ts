// Two plugins of markdown-it that bring no types.
declare module "markdown-it-footnote" {
  const plugin: (md: import("markdown-it").MarkdownIt) => void;

  // biome-ignore lint/style/noDefaultExport: it is the only one they have
  export default plugin;
}
declare module "markdown-it-deflist" {
  const plugin: (md: import("markdown-it").MarkdownIt) => void;

  // biome-ignore lint/style/noDefaultExport: it is the only one they have
  export default plugin;
}
