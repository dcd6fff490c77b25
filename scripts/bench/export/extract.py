"""Takes files out of a source archive: extract.py ARCHIVE FOLDER NAME..."""

import sys
import tarfile
from pathlib import Path

archive, folder, *names = sys.argv[1:]
with tarfile.open(archive) as tar:
    members = {m.name.partition("/")[2]: m for m in tar.getmembers() if m.isfile()}
    for name in names:
        target = Path(folder, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(tar.extractfile(members[name]).read())
