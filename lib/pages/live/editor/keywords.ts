/** Keywords that begin or join statements, as a reader types them. */
export const KEYWORDS =
  "as async await break case catch class const continue debugger default delete do else enum export extends false finally for from function if implements import in instanceof interface keyof let new null of private protected public readonly return satisfies static super switch this throw true try type typeof undefined using var void while yield".split(
    " ",
  );

/** The types that the language brings. */
export const TYPES =
  "any bigint boolean keyof never null number object readonly string symbol typeof undefined unknown void".split(
    " ",
  );
