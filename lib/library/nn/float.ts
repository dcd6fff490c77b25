/** The kinds of numbers that layers work on. */
export type Float = "float32" | "float64";
