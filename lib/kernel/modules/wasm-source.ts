import { readFileSync } from "node:fs";

// What WebAssembly is to this thread too; the libraries of types that the build uses have none.
interface Descriptor {
  name: string;
  kind: string;
}
declare const WebAssembly: {
  Module: {
    new (bytes: Uint8Array): object;
    exports(module: object): Descriptor[];
    imports(module: object): (Descriptor & { module: string })[];
  };
};

/**
 * The ES module that a WebAssembly file is, by the proposal for them: its imports are loaded as any
 * module's, it is instantiated, and its exports are named exports. Besides, they are the default.
 *
 * @throws {SyntaxError} that names a file that is not WebAssembly
 */
export function wasmSource(path: string): string {
  let module: object;
  try {
    module = new WebAssembly.Module(readFileSync(path));
  } catch (error) {
    throw new SyntaxError(`${path}: must be WebAssembly, got ${(error as Error).message}`);
  }
  const needed = [...new Set(WebAssembly.Module.imports(module).map((each) => each.module))];
  const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
  const text = JSON.stringify;
  return [
    'import { readFileSync } from "node:fs";',
    ...needed.map((name, index) => `import * as needed${index} from ${text(name)};`),
    `const imports = { ${needed.map((name, index) => `${text(name)}: needed${index}`).join(", ")} };`,
    `const module = new WebAssembly.Module(readFileSync(${text(path)}));`,
    "const { exports } = new WebAssembly.Instance(module, imports);",
    "const bare = (value) => value instanceof WebAssembly.Global ? value.value : value;",
    ...exported.flatMap((name, index) => [
      `const value${index} = bare(exports[${text(name)}]);`,
      `export { value${index} as ${text(name)} };`,
    ]),
    ...(exported.includes("default") ? [] : ["export default exports;"]),
  ].join("\n");
}
