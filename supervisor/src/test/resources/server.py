# Serves one request a connection on the sockets it was given, sd_listen_fds(3), until it is told to end: then it
# finishes what it has accepted. No library beyond sockets, so that it is up at once.
import os, select, signal, socket, sys

if os.environ.get("LISTEN_PID") != str(os.getpid()):
    sys.exit("LISTEN_PID is %s, not %d" % (os.environ.get("LISTEN_PID"), os.getpid()))
listening = [socket.socket(fileno=3 + i) for i in range(int(os.environ["LISTEN_FDS"]))]
for each in listening:
    each.setblocking(False)

told, tell = os.pipe()
os.set_blocking(tell, False)
signal.set_wakeup_fd(tell)
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda *_: None)

while True:
    ready, _, _ = select.select(listening + [told], [], [])
    for each in ready:
        if each == told:
            sys.exit(0)
        try:
            client, _ = each.accept()
        except BlockingIOError:
            continue  # another instance has it
        client.settimeout(10)
        try:
            client.recv(1000)
            body = b"%d\n" % os.getpid()
            client.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        except OSError:
            pass  # the client went away
        client.close()
