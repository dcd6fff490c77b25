"""Records MKL's Bernoulli draws: python record_mkl.py (writes mkl-bernoulli.json beside itself)

torch 2.6 and older draw dropout masks on x86 by these very calls. Needs `pip install mkl==2026.2.0`.
"""

import ctypes
import glob
import json
import sys
from pathlib import Path

BRNG_MCG31 = 1 << 20
COUNT = 200

mkl = ctypes.CDLL(glob.glob(f"{sys.prefix}/lib/libmkl_rt.so*")[0])


def bernoulli(seed, p):
    stream = ctypes.c_void_p()
    ones = (ctypes.c_int * COUNT)()
    assert mkl.vslNewStream(ctypes.byref(stream), BRNG_MCG31, ctypes.c_uint32(seed)) == 0
    assert mkl.viRngBernoulli(0, stream, COUNT, ones, ctypes.c_double(p)) == 0
    return "".join(map(str, ones))


cases = [
    {"seed": seed, "p": p, "ones": bernoulli(seed, p)}
    for seed in [0, 1, 12345, 987654321, 2147483646, 2147483647, 2147483648, 4294967295]
    for p in [0.1, 0.5, 0.8, 0.999]
]
Path(__file__).with_name("mkl-bernoulli.json").write_text(json.dumps({"cases": cases}) + "\n")
