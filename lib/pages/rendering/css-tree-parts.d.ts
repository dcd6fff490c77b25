// css-tree without its dictionary of CSS, which is most of its size and not used here.
declare module "css-tree/parser" {
  const parse: typeof import("css-tree").parse;
  export = parse;
}
declare module "css-tree/generator" {
  const generate: typeof import("css-tree").generate;
  export = generate;
}
declare module "css-tree/walker" {
  const walk: typeof import("css-tree").walk;
  export = walk;
}

declare module "css-tree/tokenizer" {
  export { tokenize, tokenTypes } from "css-tree";
}
