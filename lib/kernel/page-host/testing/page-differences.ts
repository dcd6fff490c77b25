/** The conformance cells that cannot hold in a page, each with the reason. */
export const pageDifferences: Readonly<Record<string, string>> = {
  "in a shorthand pattern": "it looks at Node's `process`, which a page does not have",
  "deep nesting": "a worker's stack is a fraction of Node's: 500 parentheses are too deep for it",
};
