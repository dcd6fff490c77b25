/** WebAssembly, which every Node has, and which only the browser's library would describe. */
const DECLARATION = `
declare namespace WebAssembly {
  type Bytes = ArrayBufferLike | ArrayBufferView;
  type Kind = "function" | "global" | "memory" | "table" | "tag";
  type Imports = Record<string, Record<string, any>>;
  interface Instantiated { module: Module; instance: Instance }
  class Module {
    constructor(bytes: Bytes);
    static exports(module: Module): { name: string; kind: Kind }[];
    static imports(module: Module): { module: string; name: string; kind: Kind }[];
    static customSections(module: Module, name: string): ArrayBuffer[];
  }
  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Record<string, any>;
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number; shared?: boolean });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Table {
    constructor(descriptor: { element: "anyfunc" | "externref"; initial: number; maximum?: number }, value?: any);
    readonly length: number;
    get(index: number): any;
    set(index: number, value?: any): void;
    grow(by: number, value?: any): number;
  }
  class Global<T = any> {
    constructor(descriptor: { value: "i32" | "i64" | "f32" | "f64" | "v128" | "anyfunc" | "externref"; mutable?: boolean }, value?: T);
    value: T;
    valueOf(): T;
  }
  class CompileError extends Error {}
  class LinkError extends Error {}
  class RuntimeError extends Error {}
  /** Whether the bytes are a module. */
  function validate(bytes: Bytes): boolean;
  function compile(bytes: Bytes): Promise<Module>;
  function compileStreaming(source: Response | PromiseLike<Response>): Promise<Module>;
  function instantiate(bytes: Bytes, imports?: Imports): Promise<Instantiated>;
  function instantiate(module: Module, imports?: Imports): Promise<Instance>;
  function instantiateStreaming(source: Response | PromiseLike<Response>, imports?: Imports): Promise<Instantiated>;
}
`;

/** The declaration of WebAssembly, where the libraries (compiler option `lib`) have none. */
export function webAssembly(libraries: unknown): string {
  const names = Array.isArray(libraries) ? libraries.map(String) : [];
  return names.some((name) => /^(?:dom|webworker)$/i.test(name)) ? "" : DECLARATION;
}
