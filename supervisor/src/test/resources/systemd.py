# What systemd's file descriptor store does for a service: 'keep SOCKET' is systemd, 'start SOCKET COMMAND...' what it executes.
import array, os, socket, sys

FDS = 250


def receive(sock, size):
    data, ancillary, _, _ = sock.recvmsg(size, socket.CMSG_SPACE(FDS * 4))
    fds = array.array("i")
    for level, kind, content in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            fds.frombytes(content[: len(content) - len(content) % 4])
    return data.decode(), list(fds)


def keep(path):
    asked = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    asked.bind(path + ".new")
    os.rename(path + ".new", path)
    store = []
    while True:
        text, fds = receive(asked, 65536)
        lines = dict(line.split("=", 1) for line in text.split("\n") if "=" in line)
        name = lines.get("FDNAME", "stored")
        if "FDSTOREREMOVE" in lines:
            for each in [each for each in store if each[0] == name]:
                os.close(each[1])
                store.remove(each)
        elif "FDSTORE" in lines:
            for fd in fds:
                if any(os.path.sameopenfile(fd, each[1]) for each in store):
                    os.close(fd)
                else:
                    store.append((name, fd))
        elif "GIVE" in lines:
            names = ":".join(each[0] for each in store)
            passed = array.array("i", [each[1] for each in store])
            rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, passed)] if store else []
            asked.sendmsg([names.encode() or b"-"], rights, 0, lines["GIVE"])


def start(path, command):
    own = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    name = path + ".start"
    if os.path.exists(name):
        os.unlink(name)
    own.bind(name)
    own.sendto(("GIVE=" + name).encode(), path)
    names, fds = receive(own, 65536)
    own.close()
    high = [os.dup2(fd, 300 + i) for i, fd in enumerate(fds)]
    for i, fd in enumerate(high):
        os.dup2(fd, 3 + i, inheritable=True)
    os.closerange(3 + len(high), 1000)
    if fds:
        os.environ.update(LISTEN_FDS=str(len(fds)), LISTEN_PID=str(os.getpid()), LISTEN_FDNAMES=names)
    os.execv(command[0], command)


if sys.argv[1] == "keep":
    keep(sys.argv[2])
else:
    start(sys.argv[2], sys.argv[3:])
