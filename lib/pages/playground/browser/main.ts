/// <reference lib="dom" />
import { addThemeButton, pagePolicy, unpack, unpackText } from "../../page/browser/internal.ts";
import { isDark, onTheme } from "../../rendering/index.ts";
import { statusSentence } from "../model/captions.ts";
import {
  DEFAULTS,
  formatSettings,
  MOST_STEPS,
  parseSettings,
  type Settings,
} from "../model/settings.ts";
import type { View } from "../model/view.ts";
import { drawView, watchWidths } from "./charts.ts";
import { Controls } from "./controls.ts";
import { Engine } from "./engine.ts";
import { Runner } from "./runner.ts";

/** How long the settings must rest until the address has them and they are read out, in milliseconds. */
const REST = 300;

addThemeButton();
start();

function start(): void {
  let settings = DEFAULTS;
  let latest: { readonly view: View; readonly shown: Settings } | undefined;
  /** The address as it was last read or written. */
  let known = "";
  let rest = 0;
  const runner = new Runner({
    settings: () => settings,
    change: (step) => change({ steps: step }),
  });
  const controls = new Controls(element("controls", HTMLFormElement), change);
  const engine = startEngine({
    view(view, shown) {
      // Training that is on its way to its step goes on.
      if (view.step !== settings.steps) engine.show(settings);
      requestAnimationFrame(() => {
        latest = { view, shown };
        drawView(view, shown, { dark: isDark() });
        showProgress(view, settings);
        if (isRested()) runner.shown();
      });
    },
    failed: (reason) => say("fault", `The playground must stop here: ${reason}.`),
  });

  function change(changed: Partial<Settings>): void {
    settings = { ...settings, ...changed };
    say("fault", "");
    show();
  }

  function show(): void {
    controls.show(settings);
    engine.show(settings);
    clearTimeout(rest);
    rest = window.setTimeout(settled, REST);
  }

  /** Whether the pictures are those of the settings. */
  function isRested(): boolean {
    return (
      latest?.view.step === settings.steps &&
      formatSettings(latest.shown) === formatSettings(settings)
    );
  }

  /** Puts the settings into the address and reads out what they show, once nothing changes. */
  function settled(): void {
    // A link was followed, and its event is still to come.
    if (fragment() !== known) return;
    known = formatSettings(settings);
    if (fragment() !== known) history.replaceState(null, "", `#${known}`);
    if (latest === undefined || runner.isRunning || !isRested()) {
      rest = window.setTimeout(settled, REST);
    } else say("status", statusSentence(latest.view, settings));
  }

  function readAddress(): void {
    const hash = fragment();
    known = hash;
    // A place in the page, such as that of the skip link.
    const isPlace = hash !== "" && document.getElementById(hash) !== null;
    if (isPlace || hash === formatSettings(settings)) return;
    runner.pause();
    const read = parseSettings(hash);
    settings = read.settings;
    say("fault", read.fault ?? "");
    show();
  }

  addEventListener("hashchange", readAddress);
  onTheme(() => engine.show(settings));
  watchWidths(() => engine.show(settings));
  show();
  readAddress();
}

function startEngine(listener: ConstructorParameters<typeof Engine>[1]): Engine {
  const script = new Blob([unpackText("playground-worker")], { type: "text/javascript" });
  // In browsers with Trusted Types a worker takes such an address only.
  const address = pagePolicy.createScriptURL(URL.createObjectURL(script)) as string;
  const engine = new Engine(new Worker(address), listener);
  engine.give("digits.bin.gz", unpack(element("playground-digits", HTMLElement)));
  return engine;
}

function fragment(): string {
  return location.hash.slice(1);
}

function showProgress(view: View, { steps }: Settings): void {
  const far = view.step === steps ? "" : ` of ${steps.toLocaleString("en")}`;
  const end = view.step === MOST_STEPS ? ", the last" : "";
  say("steps", `${view.step.toLocaleString("en")}${far}${end}`);
}

/** Changes a text only where it differs, so that nothing is read out twice. */
function say(id: string, text: string): void {
  const place = element(id, HTMLElement);
  if (place.textContent !== text) place.textContent = text;
}

function element<E extends HTMLElement>(id: string, kind: new () => E): E {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`playground: must hold #${id}, got none`);
}
