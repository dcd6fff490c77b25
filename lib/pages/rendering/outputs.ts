import type { Output } from "../notebook/index.ts";
import { bundleHtml, type OutputContext } from "./bundle.ts";
import { terminalBlock } from "./terminal-block.ts";

/** The outputs of one cell as HTML; empty if there are none. */
export async function outputsHtml(
  outputs: readonly Output[],
  context: OutputContext,
): Promise<string> {
  const blocks: string[] = [];
  for (const output of joinStreams(outputs)) {
    const [kind, html] = await outputHtml(output, context);
    if (html !== "") blocks.push(`<div class="output ${kind}">${html}</div>`);
  }
  return blocks.join("\n");
}

/** The class of one output, and its HTML; that is empty if there is nothing to show. */
export async function outputHtml(
  output: Output,
  context: OutputContext,
): Promise<[string, string]> {
  switch (output.output_type) {
    case "stream":
      return [output.name, output.text === "" ? "" : terminalBlock(output.text, context.warn)];
    case "error": {
      const text = output.traceback.join("\n") || `${output.ename}: ${output.evalue}`;
      return ["error", terminalBlock(text, context.warn)];
    }
    case "execute_result":
    case "display_data":
      return ["value", await bundleHtml(output, context)];
    default:
      return ["value", ""];
  }
}

function joinStreams(outputs: readonly Output[]): Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (
      output.output_type === "stream" &&
      last?.output_type === "stream" &&
      last.name === output.name
    ) {
      joined[joined.length - 1] = { ...last, text: last.text + output.text };
    } else joined.push(output);
  }
  return joined;
}
