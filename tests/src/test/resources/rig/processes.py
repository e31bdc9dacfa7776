# Prints each process: pid, parent, start time, user id, then in base64 its cgroup, arguments, environment and working
# directory. Kernel threads and zombies have no arguments and are left out.
import base64
import os


def read(pid, name):
    with open(f"/proc/{pid}/{name}", "rb") as file:
        return file.read()


def line(pid):
    arguments = read(pid, "cmdline")
    if not arguments:
        return None
    stat = read(pid, "stat").rsplit(b")", 1)[1].split()
    cgroup = [c for c in read(pid, "cgroup").splitlines() if c.startswith(b"0::")]
    blobs = [cgroup[0][3:] if cgroup else b"", arguments, read(pid, "environ"), os.readlink(b"/proc/%d/cwd" % pid)]
    numbers = [pid, int(stat[1]), int(stat[19]), os.stat(f"/proc/{pid}").st_uid]
    return " ".join([str(n) for n in numbers] + [base64.b64encode(b).decode() for b in blobs])


for entry in sorted(int(e) for e in os.listdir("/proc") if e.isdigit()):
    try:
        shown = line(entry)
    except OSError:
        continue
    if shown:
        print(shown)
