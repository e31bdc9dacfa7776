# A script as Python users have them; SIGINT comes as KeyboardInterrupt. STOPPING is how many seconds it needs to leave.
import os
import time


def record(line):
    with open(os.environ["RECORD"], "a", encoding="ascii") as file:
        file.write(line + "\n")


try:
    record("started")
    while True:
        time.sleep(1)
except KeyboardInterrupt:
    record("stopping")
    time.sleep(float(os.environ.get("STOPPING", "0.3")))
    record("stopped")
