/*
 * Writes down how it was started, in the file $RECORD, and then each signal that it gets, in $RECORD.signals: a line with the number and
 * the ms of the monotonic clock. It ends 20 ms after the first one; with RECORDER_LEAVES=MS it leaves so much later and says "left" at
 * its end, with RECORDER_STAYS it never does, and keeps the time in the file $RECORD.alive for as long as it lives.
 * A value of the record is "KEY LENGTH:BYTES\n", so that it may be any bytes.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static FILE *record;

static void text(const char *key, const char *value) {
  fprintf(record, "%s %zu:", key, strlen(value));
  fputs(value, record);
  fputc('\n', record);
}

static void number(const char *key, long value) {
  char digits[32];
  snprintf(digits, sizeof digits, "%ld", value);
  text(key, digits);
}

static FILE *open_beside(const char *ending, const char *mode) {
  char path[4096];
  snprintf(path, sizeof path, "%s%s", getenv("RECORD"), ending);
  FILE *file = fopen(path, mode);
  if (file == NULL) {
    perror(path);
    exit(3);
  }
  return file;
}

static long long milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void write_groups(void) {
  gid_t groups[1024];
  int count = getgroups(1024, groups);
  for (int i = 0; i < count; i++) number("group", (long)groups[i]);
}

static void write_signals(const sigset_t *blocked) {
  for (int signal = 1; signal <= 64; signal++) {
    struct sigaction action;
    if (sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN) number("ignored", signal);
    if (sigismember(blocked, signal) == 1) number("blocked", signal);
  }
}

static void write_process(void) {
  struct rlimit files;
  mode_t mask = umask(077);
  char cwd[8192];
  getrlimit(RLIMIT_NOFILE, &files);
  text("cwd", getcwd(cwd, sizeof cwd) == NULL ? "" : cwd);
  number("uid", (long)getuid());
  number("effective-uid", (long)geteuid());
  number("gid", (long)getgid());
  number("effective-gid", (long)getegid());
  write_groups();
  number("umask", (long)mask);
  number("nice", getpriority(PRIO_PROCESS, 0));
  number("soft-nofile", (long)files.rlim_cur);
  number("hard-nofile", (long)files.rlim_max);
  number("leads-session", getsid(0) == getpid());
}

static void write_record(int argc, char **argv, const sigset_t *blocked) {
  char path[4096];
  record = open_beside(".new", "w");
  for (int i = 0; i < argc; i++) text("argument", argv[i]);
  for (char **variable = environ; *variable != NULL; variable++) text("variable", *variable);
  write_process();
  write_signals(blocked);
  if (fclose(record) != 0) exit(3);
  snprintf(path, sizeof path, "%s.new", getenv("RECORD"));
  if (rename(path, getenv("RECORD")) != 0) exit(3);
}

static const struct timespec tick = {0, 5000000};
static const long long USUAL = 10; /* the most ms that a tick takes where nobody else wants the processor */

static void note(FILE *file, const char *what, int signal) {
  fprintf(file, "%s %d %lld\n", what, signal, milliseconds());
  fflush(file);
}

/* Between two signs the machine may have been busy with others: the longest such time says how exact the last sign is, all of them
 * together how late whoever is to kill it may be. */
static void stay(void) {
  FILE *alive = open_beside(".alive", "w");
  long long before = milliseconds(), longest = 0, lost = 0;
  for (;;) {
    long long now = milliseconds();
    if (now - before > longest) longest = now - before;
    if (now - before > USUAL) lost += now - before - USUAL;
    before = now;
    rewind(alive);
    fprintf(alive, "%020lld %020lld %020lld\n", now, longest, lost);
    fflush(alive);
    nanosleep(&tick, NULL);
  }
}

/* The first signal; with looking, earliest says since when it may have been there, for where the machine is busy. */
static int await_signal(const sigset_t *all, int looking, long long *earliest) {
  if (!looking) return sigwaitinfo(all, NULL);
  for (int signal;;) {
    *earliest = milliseconds();
    if ((signal = sigtimedwait(all, NULL, &tick)) > 0) return signal;
  }
}

static void leave(const char *wanted) {
  long left = atol(wanted);
  const struct timespec pause = {left / 1000, left % 1000 * 1000000};
  nanosleep(&pause, NULL);
}

int main(int argc, char **argv) {
  sigset_t all, before;
  const struct timespec echo = {0, 20000000};
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before);
  write_record(argc, argv, &before);
  long long earliest = 0;
  int first = await_signal(&all, getenv("RECORDER_STAYS") != NULL, &earliest);
  FILE *signals = open_beside(".signals", "a");
  note(signals, "signal", first);
  if (earliest > 0) fprintf(signals, "earliest 0 %lld\n", earliest);
  for (int more; (more = sigtimedwait(&all, NULL, &echo)) > 0;) note(signals, "signal", more);
  if (getenv("RECORDER_STAYS") != NULL) stay();
  if (getenv("RECORDER_LEAVES") != NULL) leave(getenv("RECORDER_LEAVES"));
  note(signals, "left", 0);
  return 0;
}
