"""Records sklearn's diabetes data: python record_diabetes.py (writes diabetes.csv.gz beside itself).

442 patients, one a line: age, sex, bmi, bp, s1 to s6 in their own units, and the progression.
"""

import gzip
from pathlib import Path

from sklearn.datasets import load_diabetes

data = load_diabetes(scaled=False)
assert data.data.shape == (442, 10)
rows = [[*x, y] for x, y in zip(data.data.tolist(), data.target.tolist())]
lines = [",".join([*data.feature_names, "progression"])]
lines += [",".join(f"{value:g}" for value in row) for row in rows]
assert [[float(cell) for cell in line.split(",")] for line in lines[1:]] == rows
# Without a time of writing, so that the same content gives the same file.
packed = gzip.compress(("\n".join(lines) + "\n").encode(), compresslevel=9, mtime=0)
path = Path(__file__).with_name("diabetes.csv.gz")
unfinished = path.with_suffix(".new")
unfinished.write_bytes(packed)
unfinished.replace(path)
