"""What a Jupyter kernel for TypeScript must do, as a list of small named behaviours.

Each behaviour is tried on a real kernel process through jupyter_client, and asks only for what
Jupyter's documentation says or what a user of Python's kernel expects, so that the same list can
be run on other TypeScript kernels. `seen-failing.json` says on which kernels each was seen to fail:
on peers, or on the faulty kernels of `faulty_kernel.py`.
"""
