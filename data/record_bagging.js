// Records data/bagging.json: what bagging does to trees, stumps and linear regressions that learn from
// small studies of the diabetes patients, under twenty seeds. From the top of the checkout, some
// minutes:
//
//     npm run build && node data/record_bagging.js
import { renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { diabetes } from "dropout-lab/datasets";
import { BaggingRegressor, DecisionTreeRegressor, LinearRegression } from "dropout-lab/estimators";
import { manualSeed } from "dropout-lab/random";
import { experiment, summarize } from "dropout-lab/stats";
import { randperm } from "dropout-lab/tensor";

const TEST = 100;
const PATIENTS = 100;
const STUDIES = 100;
/** Studies of which one tree each learns. */
const OTHER_STUDIES = 250;
const COUNTS = [1, 2, 5, 10, 25];
const LEARNERS = {
  tree: () => new DecisionTreeRegressor(),
  stump: () => new DecisionTreeRegressor({ maxDepth: 1 }),
  linear: () => new LinearRegression(),
};

/** What one seed decides about: who is the test, who takes part in each study, and the bootstraps. */
export function run(seed) {
  manualSeed(seed);
  const { x, y } = diabetes();
  const of = (rows) => ({ x: rows.map((i) => x[i]), y: rows.map((i) => y[i]) });
  const order = randperm(442).tolist();
  const [test, others] = [of(order.slice(0, TEST)), order.slice(TEST)];
  const study = () => of(randperm(others.length).slice(0, PATIENTS).tolist().map((i) => others[i]));
  return {
    ...independent(study, test),
    ...bagged("tree", study, test),
    ...bagged("stump", study, test),
    ...bagged("linear", study, test),
  };
}

/** Means of trees that have a study each. */
function independent(study, test) {
  const said = Array.from({ length: OTHER_STUDIES }, () => {
    const { x, y } = study();
    return LEARNERS.tree().fit(x, y).predict(test.x);
  });
  const found = {};
  for (const count of [10, 25]) {
    const groups = Array.from({ length: OTHER_STUDIES / count }, (_, g) =>
      average(said.slice(g * count, g * count + count)),
    );
    const { variance, error } = judge(groups, test.y);
    found[`independentVariance${count}`] = variance;
    found[`independentError${count}`] = error;
  }
  return found;
}

/** Means of bagged learners. The first two only tell sigma² and rho, by which the others are foretold. */
function bagged(name, study, test) {
  const estimator = LEARNERS[name];
  const nEstimators = 2 + Math.max(...COUNTS);
  const alone = [];
  const members = [];
  const oobErrors = [];
  for (let s = 0; s < STUDIES; s++) {
    const { x, y } = study();
    alone.push(estimator().fit(x, y).predict(test.x));
    const bag = new BaggingRegressor({ estimator, nEstimators }).fit(x, y);
    members.push(bag.estimators.map((one) => one.predict(test.x)));
    // Once in some 200,000 patients there is one whom all 27 saw.
    const judged = y.map((_, i) => i).filter((i) => Number.isFinite(bag.oobPrediction[i]));
    oobErrors.push(errorOf(judged.map((i) => bag.oobPrediction[i]), judged.map((i) => y[i])));
  }
  const [first, second] = [0, 1].map((b) => members.map((said) => said[b]));
  const sigma2 = (judge(first, test.y).variance + judge(second, test.y).variance) / 2;
  const found = { [`${name}Sigma2`]: sigma2, [`${name}Rho`]: covariance(first, second) / sigma2 };
  const enter = (key, { variance, error, bias2 }) => {
    found[`${name}Variance${key}`] = variance;
    found[`${name}Error${key}`] = error;
    found[`${name}Bias${key}`] = bias2;
  };
  enter("Alone", judge(alone, test.y));
  for (const count of COUNTS) {
    enter(count, judge(members.map((said) => average(said.slice(2, 2 + count))), test.y));
  }
  if (name === "tree") {
    found.oobError = mean(oobErrors);
    found.oobTestError = judge(members.map(average), test.y).error;
  }
  return found;
}

/** Variance over the studies, squared error, and squared distance of the mean, over the patients. */
function judge(said, truth) {
  const parts = truth.map((y, i) => {
    const values = said.map((row) => row[i]);
    const { mean: center, sd } = summarize(values);
    // The mean of few studies is itself off by sd² / studies.
    const bias2 = (center - y) * (center - y) - (sd * sd) / values.length;
    return { variance: sd * sd, error: mean(values.map((value) => (value - y) * (value - y))), bias2 };
  });
  const over = (key) => mean(parts.map((part) => part[key]));
  return { variance: over("variance"), error: over("error"), bias2: over("bias2") };
}

/** Of what two learners of one study say, over the studies, as a mean over the patients. */
function covariance(first, second) {
  const both = first[0].map((_, i) => {
    const [a, b] = [first.map((row) => row[i]), second.map((row) => row[i])];
    const [centerA, centerB] = [mean(a), mean(b)];
    const products = a.map((value, s) => (value - centerA) * (b[s] - centerB));
    return products.reduce((sum, value) => sum + value, 0) / (a.length - 1);
  });
  return mean(both);
}

function average(rows) {
  return rows[0].map((_, i) => mean(rows.map((row) => row[i])));
}

function errorOf(said, truth) {
  return mean(said.map((value, i) => (value - truth[i]) * (value - truth[i])));
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

if (isMainThread && process.argv[1] === fileURLToPath(import.meta.url)) {
  const seeds = Array.from({ length: Number(process.argv[2] ?? 20) }, (_, i) => i);
  const { findings } = await experiment(seeds, { module: new URL(import.meta.url) }, {
    onProgress: ({ done, total }) => console.error(`${done} of ${total}`),
  });
  const rounded = findings.map((found) =>
    Object.fromEntries(
      Object.entries(found).map(([name, value]) => [name, Number(value.toPrecision(5))]),
    ),
  );
  const path = fileURLToPath(new URL("bagging.json", import.meta.url));
  writeFileSync(`${path}.new`, `${JSON.stringify({ seeds, findings: rounded })}\n`);
  renameSync(`${path}.new`, path);
}
