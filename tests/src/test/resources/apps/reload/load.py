"""load.py PORT OVER CLIENTS: asks a local server, each client 200 times a second or as fast as it answers, a connection for each
request, until the file OVER is there; then it prints how many requests were answered, and what went wrong with the others."""
import os
import socket
import sys
import threading
import time

INTERVAL = 0.005
port, over, clients = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
answered, failures = [0] * clients, []


def ask():
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        answer = b""
        while more := connection.recv(4096):
            answer += more
    if not answer.startswith(b"HTTP/1.1 200") or not answer.endswith(b"\n"):
        raise OSError(f"answered {answer}")


def client(number):
    begin = time.monotonic()
    while not os.path.exists(over):
        begin += INTERVAL
        time.sleep(max(0, begin - time.monotonic()))
        try:
            ask()
            answered[number] += 1
        except OSError as error:
            failures.append(repr(error))


threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(answered), "answered")
print("\n".join(failures))
