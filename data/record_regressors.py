"""Records sklearn's regressors on the diabetes data: python record_regressors.py

Writes sklearn-regressors.json.gz beside itself. Every other patient is for training, 221 of them; the others
are the test. sklearn's random_state decides which of two equally good splits a tree takes, so that
each tree is grown under twenty of them. What they all say is recorded, and null where they differ.
"""

import gzip
import json
from pathlib import Path

import numpy
import sklearn
from sklearn.datasets import load_diabetes
from sklearn.ensemble import BaggingRegressor
from sklearn.linear_model import LinearRegression
from sklearn.tree import DecisionTreeRegressor

STATES = range(20)
data = load_diabetes(scaled=False)
x, y = data.data, data.target
train, test = (x[0::2], y[0::2]), (x[1::2], y[1::2])


def agreed(runs):
    """The numbers that all runs give, and None where they differ."""
    return [float(row[0]) if len(set(row)) == 1 else None for row in numpy.array(runs).T.tolist()]


def record_tree(max_depth, min_samples_leaf, rows=None, columns=None):
    """Of these training rows, all unless told; columns are the features that the tree sees."""
    see = slice(None) if columns is None else columns
    x, y = (train[0][:, see], train[1]) if rows is None else (train[0][rows][:, see], train[1][rows])
    trees = [
        DecisionTreeRegressor(
            max_depth=max_depth, min_samples_leaf=min_samples_leaf, random_state=state
        ).fit(x, y)
        for state in STATES
    ]
    return {
        "maxDepth": max_depth,
        "minSamplesLeaf": min_samples_leaf,
        "rows": rows,
        "columns": columns,
        "depth": agreed([[tree.get_depth()] for tree in trees])[0],
        "leaves": agreed([[tree.get_n_leaves()] for tree in trees])[0],
        "train": agreed([tree.predict(train[0][:, see]) for tree in trees]),
        "test": agreed([tree.predict(test[0][:, see]) for tree in trees]),
    }


def out_of_bag(bag, samples):
    """As sklearn computes oob_prediction_, of trees that were grown again: 0 where no tree may say."""
    sums, counts = numpy.zeros(len(train[1])), numpy.zeros(len(train[1]))
    for tree, rows in zip(bag.estimators_, samples):
        out = numpy.setdiff1d(numpy.arange(len(train[1])), rows)
        sums[out] += tree.predict(train[0][out])
        counts[out] += 1
    return sums / numpy.maximum(counts, 1)


def record_bagging(max_depth, min_samples_leaf, n_estimators):
    # The samples must stay the same: each run bags by one state, and grows each tree by another.
    bags = []
    for state in STATES:
        bag = BaggingRegressor(
            DecisionTreeRegressor(max_depth=max_depth, min_samples_leaf=min_samples_leaf),
            n_estimators=n_estimators,
            random_state=0,
        ).fit(*train)
        samples = [rows.tolist() for rows in bag.estimators_samples_]
        for tree, rows in zip(bag.estimators_, samples):
            tree.random_state = state
            tree.fit(train[0][rows], train[1][rows])
        bags.append((bag, out_of_bag(bag, samples)))
    return {
        "maxDepth": max_depth,
        "minSamplesLeaf": min_samples_leaf,
        "samples": samples,
        "test": agreed([bag.predict(test[0]) for bag, _ in bags]),
        "oob": agreed([oob for _, oob in bags]),
    }


generator = numpy.random.default_rng(0)
bootstraps = [sorted(generator.integers(0, 221, 221).tolist()) for _ in range(3)]
linear = LinearRegression().fit(*train)
content = {
    "sklearn": sklearn.__version__,
    "trees": [
        *[record_tree(depth, leaf) for depth in [1, 2, 3, 4, 6, None] for leaf in [1, 5, 20]],
        *[record_tree(depth, 1, rows) for rows in bootstraps for depth in [3, None]],
        # Of one feature alone no two splits are the same, so that even a full tree is decided.
        *[record_tree(depth, 1, columns=[column]) for column in [2, 8] for depth in [5, None]],
    ],
    "bagging": [record_bagging(2, 1, 10), record_bagging(None, 10, 25)],
    "linear": {
        "coef": linear.coef_.tolist(),
        "intercept": float(linear.intercept_),
        "test": linear.predict(test[0]).tolist(),
    },
}
for tree in content["trees"]:
    held = [sum(v is not None for v in tree[part]) for part in ["train", "test"]]
    print(tree["maxDepth"], tree["minSamplesLeaf"], held, tree["depth"], tree["leaves"])
for bag in content["bagging"]:
    print([sum(v is not None for v in bag[part]) for part in ["test", "oob"]])
text = json.dumps(content, separators=(",", ":")) + "\n"
packed = gzip.compress(text.encode(), compresslevel=9, mtime=0)
path = Path(__file__).with_name("sklearn-regressors.json.gz")
unfinished = path.with_suffix(".new")
unfinished.write_bytes(packed)
unfinished.replace(path)
