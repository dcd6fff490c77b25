"""Records sklearn's LogisticRegression: python record_logistic_regression.py (writes
logistic-regression.json beside itself; about a minute).

The optimum of the first 500 digits and of all, with default settings, and of the threes and eights
(lesson 10's problem: C = 0.1, no intercept), each by newton-cg with a gradient of at most 1e-12; and how
many iterations each solver counts on its way.
"""

import json
import warnings
from pathlib import Path

import numpy
import sklearn
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

SOLVERS = ["lbfgs", "newton-cg", "sag", "saga"]
images, labels = load_digits(return_X_y=True)
images = images / 16


def fit(x, y, **options):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = LogisticRegression(random_state=0, **options).fit(x, y)
    said = [str(one.message) for one in caught]
    assert int(model.n_iter_[0]) == model.n_iter_[0]
    return model, said


def rounded(values):
    return numpy.round(values, 9).tolist()


def optimum(x, y, **options):
    model, _ = fit(x, y, solver="newton-cg", tol=1e-12, max_iter=1000, **options)
    other, _ = fit(x, y, solver="sag", tol=1e-10, max_iter=100_000, **options)
    # Two ways to one place: what the recording is worth.
    assert abs(model.coef_ - other.coef_).max() < 1e-7
    assert abs(model.intercept_ - other.intercept_).max() < 1e-7
    return model


def recorded(x, y, with_weights=True, **options):
    model = optimum(x, y, **options)
    iterations = {}
    for solver in SOLVERS:
        runs = [(tol, fit(x, y, solver=solver, tol=tol, max_iter=10_000, **options)) for tol in [1e-4, 1e-6]]
        iterations[solver] = {f"{tol:g}": int(run.n_iter_[0]) for tol, (run, _) in runs}
    found = {
        "norm": float(numpy.linalg.norm(model.coef_)),
        "accuracy": model.score(x, y),
        "iterations": iterations,
    }
    if with_weights:
        found |= {"coef": rounded(model.coef_), "intercept": rounded(model.intercept_)}
    return found


def steps_of_newton(draws):
    """How many iterations newton-cg makes on 500 digits, at the default tol, in several draws."""
    counts = []
    for seed in range(draws):
        chosen = numpy.random.default_rng(seed).permutation(len(images))[:500]
        model, _ = fit(images[chosen], labels[chosen], solver="newton-cg")
        counts.append(int(model.n_iter_[0]))
    return counts


pair = (labels == 3) | (labels == 8)
content = {
    "sklearn": sklearn.__version__,
    "first500": recorded(images[:500], labels[:500]),
    "all": recorded(images, labels, with_weights=False),
    "threesAndEights": recorded(images[pair], labels[pair], C=0.1, fit_intercept=False),
    "newtonOn500": steps_of_newton(20),
    "warnings": {s: fit(images[:500], labels[:500], solver=s, max_iter=3)[1] for s in SOLVERS},
}
path = Path(__file__).with_name("logistic-regression.json")
written = path.with_suffix(".json.new")
written.write_text(json.dumps(content, separators=(",", ":")) + "\n")
written.replace(path)
