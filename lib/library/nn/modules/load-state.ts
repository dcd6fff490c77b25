import { Tensor } from "../../tensor/index.ts";

/** What a stored state lacks, and what it has that the module does not. */
export interface IncompatibleKeys {
  readonly missingKeys: readonly string[];
  readonly unexpectedKeys: readonly string[];
}

/**
 * Writes stored values over a module's own, once it is sure that all can be.
 *
 * @throws {RangeError} in torch's words
 */
export function loadState(
  subject: string,
  own: readonly (readonly [name: string, tensor: Tensor])[],
  { state, strict }: { state: Readonly<Record<string, Tensor>>; strict: boolean },
): IncompatibleKeys {
  const names = new Set(own.map(([name]) => name));
  const missingKeys = [...names].filter((name) => !Object.hasOwn(state, name));
  const unexpectedKeys = Object.keys(state).filter((name) => !names.has(name));
  const given = own.filter(([name]) => Object.hasOwn(state, name));
  const errors = [
    ...(strict ? listed("Missing", missingKeys) : []),
    ...(strict ? listed("Unexpected", unexpectedKeys) : []),
    ...given.flatMap(([name, x]) => faultOf(name, x, state[name])),
  ];
  if (errors.length > 0) {
    throw new RangeError(
      `Error(s) in loading state_dict for ${subject}:\n\t${errors.join("\n\t")}`,
    );
  }
  for (const [name, x] of given) x.detach().copy_((state[name] as Tensor).detach());
  return { missingKeys, unexpectedKeys };
}

function listed(kind: string, names: readonly string[]): string[] {
  const quoted = names.map((name) => `"${name}"`).join(", ");
  return names.length > 0 ? [`${kind} key(s) in state_dict: ${quoted}. `] : [];
}

function faultOf(name: string, own: Tensor, given: unknown): string[] {
  if (!(given instanceof Tensor)) {
    const kind = given === null ? "null" : typeof given;
    return [
      `While copying the parameter named "${name}", expected torch.Tensor or Tensor-like object from checkpoint but received ${kind}`,
    ];
  }
  if (String(own.shape) === String(given.shape)) return [];
  const size = ({ shape }: { readonly shape: readonly number[] }) =>
    `torch.Size([${shape.join(", ")}])`;
  return [
    `size mismatch for ${name}: copying a param with shape ${size(given)} from checkpoint, the shape in current model is ${size(own)}.`,
  ];
}
