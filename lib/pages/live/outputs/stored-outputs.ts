/// <reference lib="dom" />
import type { Output } from "../../notebook/index.ts";
import { bytesOf, FIGURE } from "../../rendering/index.ts";

/**
 * The outputs that a page was written with, read back from what it shows: the page does not carry
 * them twice. Colours of text and what the page could not show are not among them.
 */
export function storedOutputs(nodes: readonly Node[], executionCount: number | null): Output[] {
  return nodes.flatMap((node) => {
    const box = node instanceof HTMLElement && node.classList.contains("output") ? node : undefined;
    return (box && readOutput(box, executionCount)) ?? [];
  });
}

function readOutput(box: HTMLElement, executionCount: number | null): Output | undefined {
  const text = box.querySelector(":scope > pre")?.textContent ?? "";
  if (box.classList.contains("error")) {
    const [head = ""] = text.split("\n");
    const [, ename = "Error", evalue = head] = /^(\w+): (.*)$/.exec(head) ?? [];
    return { output_type: "error", ename, evalue, traceback: text.split("\n") };
  }
  for (const name of ["stdout", "stderr"] as const) {
    if (box.classList.contains(name)) return { output_type: "stream", name, text };
  }
  const data = readBundle(box, text);
  if (Object.keys(data).length === 0) return undefined;
  return { output_type: "execute_result", execution_count: executionCount, data, metadata: {} };
}

function readBundle(box: HTMLElement, text: string): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  const figure = box.querySelector("figure.plot > script")?.textContent;
  if (figure) data[FIGURE] = JSON.parse(figure);
  const picture = box.querySelector<HTMLImageElement>("figure > img");
  const [, type, base64] = /^data:(image\/[\w.+-]+);base64,(.*)$/s.exec(picture?.src ?? "") ?? [];
  if (type === "image/svg+xml") data[type] = new TextDecoder().decode(bytesOf(base64 ?? ""));
  else if (type !== undefined) data[type] = base64;
  if (picture?.alt) data["text/plain"] = picture.alt;
  if (text !== "") data["text/plain"] = text;
  // All else is shown as HTML that is clean.
  if (Object.keys(data).length === 0 && box.innerHTML.trim() !== "") {
    data["text/html"] = box.querySelector(":scope > .html")?.innerHTML ?? box.innerHTML;
    data["text/plain"] = box.textContent?.trim() ?? "";
  }
  return data;
}
