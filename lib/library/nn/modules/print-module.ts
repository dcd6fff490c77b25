import type { Tensor } from "../../tensor/index.ts";
import { Buffer, Parameter } from "./parameter.ts";
import { type Field, fieldsOfList } from "./parts.ts";

/** What a module says of itself when it is printed. */
interface Printed {
  readonly constructor: { readonly name: string };
  extraRepr(): string;
}

/** How to look into modules. */
interface Looking<M extends Printed> {
  isModule(value: unknown): value is M;
  fieldsOf(module: M): readonly Field[];
}

/** A module as torch prints it, with all modules inside, each on lines of its own. */
export function formatModule<M extends Printed>(
  module: M,
  looking: Looking<M>,
  path: readonly unknown[] = [],
): string {
  const { name } = module.constructor;
  if (path.includes(module)) return `${name}(...)`;
  const extra = module.extraRepr();
  const lines = extra === "" ? [] : extra.split("\n");
  const inside = looking
    .fieldsOf(module)
    .flatMap(([name, value]) => formatPart(name, value, { looking, path: [...path, module] }));
  if (lines.length <= 1 && inside.length === 0) return `${name}(${extra})`;
  return `${name}(\n  ${[...lines, ...inside].join("\n  ")}\n)`;
}

/** Where one stands while printing. */
interface Place<M extends Printed> {
  readonly looking: Looking<M>;
  readonly path: readonly unknown[];
}

/** The lines of a module or of a list with modules; none for all else. */
function formatPart<M extends Printed>(name: string, value: unknown, place: Place<M>): string[] {
  const { looking, path } = place;
  if (looking.isModule(value)) return [labelled(name, formatModule(value, looking, path))];
  const fields = path.includes(value) ? undefined : fieldsOfList(value);
  if (!fields) return [];
  const kind = Array.isArray(value) ? "List" : "Dict";
  const tensors = fields.filter(([, item]) => isOwnTensor(item)) as [string, Tensor][];
  if (tensors.length > 0) {
    const lines = tensors.map(([key, x]) => `  (${key}): ${formatTensor(x)}`);
    return [labelled(name, `Parameter${kind}(${lines.join("\n")})`)];
  }
  const inside = fields.flatMap(([key, item]) =>
    formatPart(key, item, { looking, path: [...path, value] }),
  );
  if (inside.length === 0) return [];
  const lines = kind === "List" ? runs(inside) : inside;
  return [labelled(name, `Module${kind}(\n  ${lines.join("\n  ")}\n)`)];
}

function labelled(name: string, text: string): string {
  return `(${name}): ${text.replaceAll("\n", "\n  ")}`;
}

/** torch writes equal neighbours of a list once: `(0-2): 3 x Linear(…)`. */
function runs(lines: readonly string[]): string[] {
  const labels = lines.map((line) => /^\((.*?)\): /.exec(line) as RegExpExecArray);
  const texts = lines.map((line, i) => line.slice(labels[i]?.[0].length));
  const result: string[] = [];
  for (let first = 0, end = 0; first < lines.length; first = end) {
    while (end < lines.length && texts[end] === texts[first]) end++;
    const [from, to] = [labels[first]?.[1], labels[end - 1]?.[1]];
    const count = end - first;
    result.push(
      count === 1 ? `(${from}): ${texts[first]}` : `(${from}-${to}): ${count} x ${texts[first]}`,
    );
  }
  return result;
}

function isOwnTensor(value: unknown): boolean {
  return value instanceof Parameter || value instanceof Buffer;
}

function formatTensor(x: Tensor): string {
  const size = x.shape.length > 0 ? ` of size ${x.shape.join("x")}` : "";
  return `${x instanceof Parameter ? "Parameter" : "Buffer"} containing: [torch.${x.dtype}${size}]`;
}
