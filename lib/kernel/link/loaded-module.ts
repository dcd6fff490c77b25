/** A compiled local module, for whoever has to show a stack. */
export interface LoadedModule {
  url: string;
  path: string;
  source: string;
  /** A version 3 source map as JSON. */
  map: string;
}
