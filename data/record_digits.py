"""Records sklearn's digits: python record_digits.py (writes digits.bin.gz beside itself).

1,797 images of 64 bytes, each 0 to 16, row by row, then 1,797 labels of one byte, 0 to 9.
"""

import gzip
from pathlib import Path

import numpy
from sklearn.datasets import load_digits

digits = load_digits()
images = digits.images.astype(numpy.uint8)
assert (images == digits.images).all() and images.shape == (1797, 8, 8)
content = images.tobytes() + digits.target.astype(numpy.uint8).tobytes()
# Without a time of writing, so that the same content gives the same file.
packed = gzip.compress(content, compresslevel=9, mtime=0)
Path(__file__).with_name("digits.bin.gz").write_bytes(packed)
