# Lists every file with its type, mode, owner and content's hash, in order; the arguments are the folders left out.
import hashlib
import os
import stat
import sys

left_out = set(sys.argv[1:])


def content(path, info):
    if stat.S_ISLNK(info.st_mode):
        return os.readlink(path)
    if not stat.S_ISREG(info.st_mode):
        return "-"
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def walk(folder):
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if path in left_out:
            continue
        info = os.lstat(path)
        print(stat.filemode(info.st_mode), f"{info.st_uid}:{info.st_gid}", repr(path), content(path, info))
        if stat.S_ISDIR(info.st_mode):
            walk(path)


walk("/")
