/** Whether the kernel colours what it prints: unless NO_COLOR is set, as https://no-color.org asks. */
export function wantsColors(environment: NodeJS.ProcessEnv = process.env): boolean {
  return !environment.NO_COLOR;
}
