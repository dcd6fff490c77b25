/** What an experiment finds under one seed: a number, or several by name. */
export type Finding = number | Readonly<Record<string, number>>;

/** An experiment: what it finds depends on nothing but the seed. */
export type Run<F extends Finding> = (seed: number) => F | Promise<F>;

/**
 * Where another thread finds the experiment: a module, and the name under which it exports a `Run`
 * (`run` if left out). A thread cannot be handed a function: it would lose all that it refers to.
 */
export interface RunModule {
  /**
   * A URL such as `new URL("./my-run.js", import.meta.url)`; a path, which starts at the working
   * directory (a notebook's is its own folder) unless it is absolute; or a package's name.
   */
  readonly module: string | URL;
  readonly export?: string;
}
