# Records its start and its stop signal; 'deaf' ignores that and writes on until it is killed. 'gentle' takes 3 s when there is a file 'slow'.
import os, signal, sys, time

record = os.environ["RECORD"]


def write(line):
    with open(record, "a") as file:
        file.write(line + "\n")


def stop(number, frame):
    if sys.argv[1] == "deaf":
        write("ignoring %d %d %s %d" % (time.time() * 1000, alive * 1000, run, lost * 1000))
        return
    write("stopping")
    slow = sys.argv[1] == "gentle" and os.path.exists("/home/www/slow")
    time.sleep(3 if slow else 0.5)
    write("stopped")
    os._exit(0)


alive = time.time()
run = "%d-%d" % (os.getpid(), alive * 1000)  # after a boot the same pid may be its successor's
lost = 0  # for how long it wanted to run and did not: whoever is to kill it is late by as much
signs = os.open(record + "-alive-" + run, os.O_CREAT | os.O_WRONLY) if sys.argv[1] == "deaf" else None
signals = {"gentle": signal.SIGUSR1}
signal.signal(signals.get(sys.argv[1], signal.SIGINT), stop)
if os.path.exists("/home/www/fail") and "FAILS" in os.environ:
    write("failing")
    sys.exit(int(os.environ["FAILS"]))
write("started")
while True:
    alive = time.time()  # on a busy machine a signal is heard late: not before this
    time.sleep(0.02)
    if signs is not None:
        lost += max(0, time.time() - alive - 0.04)
        os.pwrite(signs, b"%020d" % (lost * 1000), 0)
