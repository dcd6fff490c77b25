import { MODE_NAMES } from "./model/captions.ts";
import {
  CHOICES,
  DEFAULTS,
  formatSettings,
  MOST_P,
  MOST_SEED,
  type Settings,
} from "./model/settings.ts";

/** What a choice is called; its own name where nothing else is said. */
const NAMES: Readonly<Record<string, string>> = {
  ...MODE_NAMES,
  none: "none",
  digits: "handwritten digits",
  ones: "1 each",
  uniform: "random, from 0 to 1",
};

interface Experiment {
  readonly title: string;
  readonly text: string;
  readonly settings: Partial<Settings>;
}

const EXPERIMENTS: readonly Experiment[] = [
  {
    title: "Sixty instead of a hundred",
    text: "The naive dropout at p = 0.4. Move p, and watch how the hill of the sums walks away from 100.",
    settings: { mode: "naive", p: 0.4 },
  },
  {
    title: "Two ways to bring them together",
    text: "Inverted dropout moves the hill back to 100. Then choose “scaled at test time”: evaluation comes down to 60.",
    settings: { mode: "inverted", p: 0.4 },
  },
  {
    title: "A net that is too sure",
    text: "400 steps on the circles, half dropped. In evaluation the naive net receives twice what it learned with: compare its loss with the fixed ones.",
    settings: { data: "circles", mode: "naive", p: 0.5, stage: "evaluation", steps: 400 },
  },
  {
    title: "Many thin nets in one",
    text: "The spirals in training: press Step, and each mask shows another net. Then choose evaluation, where all of them speak at once.",
    settings: { data: "spirals", mode: "inverted", p: 0.3, hidden: "32", steps: 300 },
  },
];

const LAYERS = [
  ["hidden1", "What leaves hidden layer 1", "Activations after ReLU and dropout."],
  ["sums2", "What hidden layer 2 receives", "Sums before its ReLU."],
  ["hidden2", "What leaves hidden layer 2", "Activations after ReLU and dropout."],
  ["logits", "What the output receives", "Sums, one for each class."],
] as const;

/** The page's content: all that needs no numbers. */
export function playgroundContent(): string {
  return `<h1>Dropout playground</h1>
<p class="lead">Dropout zeroes activations at random while a net learns, and not while it is used. So a neuron receives less in training than later, unless something makes up for it. Here you can watch this happen, in a layer of 100 neurons and in a small net that learns in front of you.</p>
<section class="experiments" aria-labelledby="try">
<h2 id="try">Four things to try</h2>
<ol>${EXPERIMENTS.map(experiment).join("")}</ol>
</section>
<p id="fault" role="alert"></p>
<div class="playground">
${controls()}
<div id="charts" class="charts">
${neurons()}
${net()}
${layers()}
${modes()}
</div>
</div>
<p id="status" class="visually-hidden" role="status"></p>
<p class="nothing-runs">The playground cannot run: scripts are off in this browser, or it is too old for them.</p>`;
}

function experiment({ title, text, settings }: Experiment): string {
  const href = `#${formatSettings({ ...DEFAULTS, ...settings })}`.replaceAll("&", "&amp;");
  return `<li><a href="${href}">${title}</a><p>${text}</p></li>`;
}

function controls(): string {
  return `<form id="controls" class="controls" aria-label="Settings">
<div class="reach">
<div class="field slider"><label for="p">Drop probability p</label><output for="p">${DEFAULTS.p.toFixed(2)}</output>
<input id="p" name="p" type="range" min="0" max="${MOST_P}" step="0.01" value="${DEFAULTS.p}"></div>
<div class="run" role="group" aria-label="Training">
<button type="button" id="run">Run</button><button type="button" id="step">Step</button><button type="button" id="reset">Reset</button>
<p class="count">Step <b id="steps">0</b></p>
</div>
</div>
<div class="choices">
${select("mode", "Dropout")}
<fieldset class="field"><legend>Pictures show</legend><div class="segments">${CHOICES.stage.map(stageChoice).join("")}</div></fieldset>
${select("data", "Data")}
${select("hidden", "Neurons a layer")}
${select("input", "The 100 neurons hold")}
<div class="field"><label for="seed">Seed</label><input id="seed" name="seed" type="number" min="0" max="${MOST_SEED}" step="1" value="${DEFAULTS.seed}" inputmode="numeric"></div>
</div>
<p class="hint">The address of this page holds all settings. Its link shows others the same numbers.</p>
</form>`;
}

function select(name: keyof typeof CHOICES, title: string): string {
  const options = CHOICES[name].map((value) => {
    const selected = DEFAULTS[name] === value ? " selected" : "";
    return `<option value="${value}"${selected}>${NAMES[value] ?? value}</option>`;
  });
  return `<div class="field"><label for="${name}">${title}</label><select id="${name}" name="${name}">${options.join("")}</select></div>`;
}

function stageChoice(stage: Settings["stage"]): string {
  const checked = stage === DEFAULTS.stage ? " checked" : "";
  return `<label><input type="radio" name="stage" value="${stage}"${checked}><span>${stage}</span></label>`;
}

function neurons(): string {
  return `<section aria-labelledby="neurons">
<h2 id="neurons">A hundred neurons, one sum</h2>
<p>The next neuron adds up what 100 neurons send it, over edges of weight 1. Each step draws another mask. The hill shows the sums of 2,000 masks.</p>
<div class="pair">
<figure id="figure-neurons"><h3>The layer</h3><div class="drawing square"></div><figcaption></figcaption></figure>
<figure id="figure-sums" class="wide"><h3>The sum that the next neuron receives</h3><div class="drawing"></div><figcaption></figcaption></figure>
</div>
</section>`;
}

function net(): string {
  const rows = CHOICES.mode.map((mode) => {
    const swatch = `<svg class="swatch" viewBox="0 0 28 8" aria-hidden="true"><path class="line ${mode}" d="M0 4H28"/></svg>`;
    return `<tr data-mode="${mode}"><th scope="row">${swatch}${MODE_NAMES[mode]}</th><td class="loss">–</td><td class="right">–</td></tr>`;
  });
  return `<section aria-labelledby="net">
<h2 id="net">A net that learns</h2>
<p>Two hidden layers with ReLU, and dropout after each. The same net learns in every way: from the same weights, on the same batches, with the same masks. All are judged in evaluation, on data that they never saw. The choice of dropout says which of them is pictured.</p>
<div class="pair even">
<figure id="figure-picture"><h3>What it decides</h3><canvas aria-hidden="true"></canvas><div class="kept-neurons"></div><figcaption></figcaption></figure>
<figure id="figure-losses"><h3>Loss with and without the fix</h3><div class="drawing"></div>
<table><thead><tr><th scope="col">dropout</th><th scope="col">loss</th><th scope="col">right</th></tr></thead><tbody>${rows.join("")}</tbody></table>
<figcaption></figcaption></figure>
</div>
</section>`;
}

function layers(): string {
  const rows = LAYERS.map(
    ([name, title, about]) => `<div class="layer" role="group" aria-labelledby="layer-${name}">
<h3 id="layer-${name}">${title}</h3><p class="about">${about}</p>
<div class="pair even">
<figure id="figure-${name}-training"><h4>training</h4><div class="drawing"></div></figure>
<figure id="figure-${name}-evaluation"><h4>evaluation</h4><div class="drawing"></div></figure>
</div>
<p class="caption" id="caption-${name}"></p></div>`,
  );
  return `<section aria-labelledby="layers">
<h2 id="layers">Each layer, in both stages</h2>
<p>The net of the chosen dropout, on data that it never saw. Where the two means differ, the next layer meets numbers that it has not learned with.</p>
${rows.join("\n")}
</section>`;
}

function modes(): string {
  return `<section aria-labelledby="modes">
<h2 id="modes">The four ways</h2>
<dl>
<dt>none</dt><dd>Nothing is dropped. Both stages are alike, and the net may learn its examples by heart.</dd>
<dt>naive</dt><dd>Each activation is zeroed with probability p in training, and that is all. The next neuron receives 1\u00a0−\u00a0p of what it receives in evaluation.</dd>
<dt>scaled at test time</dt><dd>The naive net, but in evaluation every activation is multiplied by 1\u00a0−\u00a0p. So the first papers on dropout did it.</dd>
<dt>inverted</dt><dd>What is kept in training is divided by 1\u00a0−\u00a0p, so that evaluation needs nothing. PyTorch does this.</dd>
</dl>
</section>`;
}
