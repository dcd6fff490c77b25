/** The offset itself, or that of the character outside the basic plane which it would cut in two. */
export function characterStart(text: string, offset: number): number {
  return (text.codePointAt(offset - 1) ?? 0) > 0xffff ? offset - 1 : offset;
}
