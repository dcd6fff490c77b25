/// <reference lib="dom" />
import type { Typesetter } from "../../rendering/index.ts";
import { runScript } from "./run-script.ts";
import { unpackText } from "./unpack.ts";

let loading: Promise<Typesetter> | undefined;

/** Unpacks and runs what sets mathematics, once. */
export function loadMathematics(): Promise<Typesetter> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Typesetter> {
  runScript(unpackText("live-mathematics"));
  const { dropoutLabMathematics } = globalThis;
  if (dropoutLabMathematics === undefined)
    throw new Error("live-mathematics: must have run, got nothing");
  return dropoutLabMathematics;
}
