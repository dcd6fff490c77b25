/** JavaScript that a `Lower` made, with the map back to what it was given. */
export interface Lowered {
  readonly code: string;
  /** A version 3 source map as JSON. */
  readonly map: string;
}

/**
 * The port through which a host lowers what the compiler does not lower itself: enums, namespaces,
 * decorators, `accessor`, parameter properties, JSX, and `using` where the engine lacks it.
 */
export interface Lower {
  /** Whether the engine that runs the cells takes `using` declarations as they are. */
  readonly engineHasUsing: boolean;
  /**
   * Turns TypeScript into JavaScript, imports kept as they are written. `using` stays unless
   * `lowerUsing` is set. Rejects when it cannot parse the source.
   */
  transform(
    source: string,
    options: { readonly jsx: boolean; readonly lowerUsing: boolean },
  ): Promise<Lowered>;
}
