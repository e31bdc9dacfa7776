/* Answers each request with its pid and version, on the socket of sd_listen_fds(3); at SIGINT it answers what it has accepted. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile sig_atomic_t over;

static void stop(int signal) {
  (void)signal;
  over = 1;
}

static void answer(int connection) {
  char request[4096], reply[256], body[128];
  size_t length = 0;
  request[0] = 0;
  while (strstr(request, "\r\n\r\n") == NULL) {
    ssize_t more = read(connection, request + length, sizeof request - 1 - length);
    if (more < 0 && errno == EINTR) continue;
    if (more <= 0) break;
    length += (size_t)more;
    request[length] = 0;
  }
  snprintf(body, sizeof body, "%d %s\n", getpid(), getenv("VERSION"));
  int size = snprintf(reply, sizeof reply, "HTTP/1.0 200 OK\r\nContent-Length: %zu\r\n\r\n%s", strlen(body), body);
  if (write(connection, reply, (size_t)size) != size) perror("write");
  close(connection);
}

int main(void) {
  struct sigaction action = {.sa_handler = stop};
  sigset_t stops, before;
  if (atoi(getenv("LISTEN_PID")) != getpid()) return 2;
  sigaction(SIGINT, &action, NULL);
  sigemptyset(&stops);
  sigaddset(&stops, SIGINT);
  sigprocmask(SIG_BLOCK, &stops, &before); /* it arrives in ppoll alone: never between a look at `over` and the wait */
  fcntl(3, F_SETFL, fcntl(3, F_GETFL) | O_NONBLOCK);
  while (!over) {
    struct pollfd listener = {.fd = 3, .events = POLLIN};
    if (ppoll(&listener, 1, NULL, &before) <= 0) continue;
    int connection = accept(3, NULL, NULL);
    if (connection >= 0) {
      fcntl(connection, F_SETFL, 0);
      answer(connection);
    }
  }
  return 0;
}
