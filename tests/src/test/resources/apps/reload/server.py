"""Answers each request with its pid and version, on the sockets of sd_listen_fds(3); at SIGINT it answers what it has accepted."""
import os
import select
import signal
import socket
import sys

assert os.environ["LISTEN_PID"] == str(os.getpid())
listener = socket.socket(fileno=3)
listener.setblocking(False)
wake, waker = socket.socketpair()
waker.setblocking(False)
signal.set_wakeup_fd(waker.fileno())
over = False


def stop(*_):
    global over
    over = True


signal.signal(signal.SIGINT, stop)
while not over:
    if listener not in select.select([listener, wake], [], [])[0]:
        continue
    try:
        connection, _ = listener.accept()
    except BlockingIOError:  # another process was quicker
        continue
    connection.settimeout(10)
    with connection:
        request = b""
        while b"\r\n\r\n" not in request:
            request += connection.recv(4096) or sys.exit("half a request")
        body = f"{os.getpid()} {os.environ['VERSION']}\n"
        connection.sendall(f"HTTP/1.0 200 OK\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
