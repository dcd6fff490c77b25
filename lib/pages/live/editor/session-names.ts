/** What a session knows at a place in a source. */
export interface Completions {
  /** Where the name that is completed begins. */
  readonly from: number;
  readonly names: readonly {
    readonly label: string;
    readonly kind: "name" | "property" | "import";
    readonly detail?: string;
  }[];
}
