import type { Output } from "../notebook/index.ts";
import { bundleHtml, type OutputContext } from "./bundle.ts";
import { attributes } from "./html.ts";
import { terminalBlock } from "./terminal-block.ts";

/** The outputs of one cell as HTML; empty if there are none. */
export async function outputsHtml(
  outputs: readonly Output[],
  context: OutputContext,
): Promise<string> {
  const blocks: string[] = [];
  for (const output of joinStreams(outputs)) {
    const [kind, html] = await outputHtml(output, context);
    if (html === "") continue;
    const controls = attributes({ "data-interact": controlsOf(output) });
    blocks.push(`<div class="output ${kind}"${controls}>${html}</div>`);
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
      return [
        isNoteOnControls(output) ? "value interact-note" : "value",
        await bundleHtml(output, context),
      ];
    default:
      return ["value", ""];
  }
}

/** What the library's `interact` stores beside what it drew: its controls, or that none can be moved. */
function interactOf(output: Output): { note?: unknown } | undefined {
  if (!("data" in output)) return undefined;
  const stored = output.data["application/vnd.dropout-lab.interact+json"];
  return typeof stored === "object" && stored !== null ? stored : undefined;
}

function isNoteOnControls(output: Output): boolean {
  return interactOf(output)?.note === true;
}

/** The controls of an output as JSON, for the page that lets them be moved. */
function controlsOf(output: Output): string | undefined {
  const interact = interactOf(output);
  return interact === undefined || interact.note === true ? undefined : JSON.stringify(interact);
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
