# Runs a program, and prints how many ms it took, and for how many of them the machine was too busy to run this one.
import subprocess
import sys
import time

TICK = 0.01
begin = before = time.monotonic()
lost = 0
timed = subprocess.Popen(sys.argv[1:])
while timed.poll() is None:
    time.sleep(TICK)
    now = time.monotonic()
    lost += max(0, now - before - 2 * TICK)
    before = now
print(round((before - begin) * 1000), round(lost * 1000))
sys.exit(timed.returncode)
