/* Spawns sleeps by posix_spawn(3) as plainly as it can be done: what the supervisor's spawning is compared with. Reads lines "N" and
   answers each with the microseconds that N spawns took; the sleeps are ended before the answer. With a second argument N it keeps N
   of them: it spawns another one for each that ends, until SIGTERM. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

static long micros(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000L + now.tv_nsec / 1000;
}

static pid_t spawn(const posix_spawnattr_t *attributes, const char *log) {
  char *argv[] = {"/bin/sleep", "86397", NULL}, *env[] = {"PATH=/usr/bin:/bin", NULL};
  posix_spawn_file_actions_t actions;
  pid_t pid;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_APPEND | O_CREAT, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_APPEND | O_CREAT, 0600);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  if (posix_spawn(&pid, argv[0], &actions, attributes, argv, env) != 0) exit(1);
  posix_spawn_file_actions_destroy(&actions);
  return pid;
}

static volatile sig_atomic_t over;

static void end(int signal) { over = signal; }

static void keep(int count, const posix_spawnattr_t *attributes, const char *log) {
  struct sigaction action = {.sa_handler = end};
  pid_t *pids = calloc(count, sizeof *pids), gone;
  int i;
  sigaction(SIGTERM, &action, NULL);
  for (i = 0; i < count; i++) pids[i] = spawn(attributes, log);
  while (!over && (gone = waitpid(-1, NULL, 0)) > 0) {
    for (i = 0; i < count && pids[i] != gone; i++) continue;
    if (i < count) pids[i] = spawn(attributes, log);
  }
  for (i = 0; i < count; i++) kill(pids[i], SIGKILL);
}

static void answer(int count, const posix_spawnattr_t *attributes, const char *log) {
  pid_t *pids = calloc(count, sizeof *pids);
  long begin = micros();
  int i;
  for (i = 0; i < count; i++) pids[i] = spawn(attributes, log);
  long taken = micros() - begin;
  for (i = 0; i < count; i++) kill(pids[i], SIGKILL);
  for (i = 0; i < count; i++) waitpid(pids[i], NULL, 0);
  free(pids);
  printf("%ld\n", taken);
  fflush(stdout);
}

int main(int count, char **arguments) {
  posix_spawnattr_t attributes;
  sigset_t all;
  char line[32];
  if (count != 2 && count != 3) return 2;
  sigfillset(&all);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setsigdefault(&attributes, &all);
  if (count == 3) keep(atoi(arguments[2]), &attributes, arguments[1]);
  while (count == 2 && fgets(line, sizeof line, stdin)) answer(atoi(line), &attributes, arguments[1]);
  return 0;
}
