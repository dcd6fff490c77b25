/// <reference lib="dom" />

/** What the keys do while a cell is chosen as a whole, as in Jupyter. */
export interface Commands {
  edit(): void;
  run(): void;
  runAndNext(): void;
  runAndInsert(): void;
  previous(): void;
  next(): void;
  addAbove(): void;
  addBelow(): void;
  undo(): void;
}

const PLAIN: Readonly<Record<string, keyof Commands>> = {
  Enter: "edit",
  ArrowUp: "previous",
  k: "previous",
  ArrowDown: "next",
  j: "next",
  a: "addAbove",
  b: "addBelow",
  z: "undo",
};

type Keys = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

/** The command of a key, if it has one. */
export function commandOf({
  key,
  shiftKey,
  ctrlKey,
  metaKey,
  altKey,
}: Keys): keyof Commands | undefined {
  const held = [shiftKey, ctrlKey || metaKey, altKey].filter(Boolean).length;
  if (held === 0) return PLAIN[key];
  if (held > 1 || key !== "Enter") return undefined;
  if (shiftKey) return "runAndNext";
  return altKey ? "runAndInsert" : "run";
}
