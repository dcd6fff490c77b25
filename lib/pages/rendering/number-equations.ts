/**
 * Numbers the equations of a finished page and writes the numbers where \ref and \eqref point.
 *
 * @param isTaken whether the page has a place of this name already
 */
export function numberEquations(
  html: string,
  isTaken: (id: string) => boolean = () => false,
): string {
  const numbers = new Map<string, number>();
  let last = 0;
  const nameOf = (label: string) => (isTaken(label) ? `equation-${label}` : label);
  const numbered = html.replace(
    /<mtr id="([^"]*)"|<span class="tml-eqn"><\/span>/g,
    (_, id: string | undefined) => {
      if (id === undefined) return `<span class="eqn">(${++last})</span>`;
      if (numbers.has(id)) return "<mtr";
      numbers.set(id, last + 1);
      return `<mtr id="${nameOf(id)}"`;
    },
  );
  return numbered.replace(
    /<a href='#([^']*)' class="tml-ref( tml-eqref)?"><\/a>/g,
    (_, id: string, parentheses: string | undefined) => {
      const number = numbers.get(id) ?? "?";
      return `<a href="#${nameOf(id)}">${parentheses ? `(${number})` : number}</a>`;
    },
  );
}
