/*
 * Hides /proc from whatever is loaded after this: ld.so(8), ld.so.preload. Java itself, which has other means on other systems, and the
 * tools that stand for those of another system go on seeing it; what is written in Java does not.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const SEEING[] = {"ps", "pgrep", "jspawnhelper", NULL};

static int is_hidden(const char *path, void *caller) {
  if (path == NULL || strncmp(path, "/proc", 5) != 0 || (path[5] != '\0' && path[5] != '/')) {
    return 0;
  }
  for (int i = 0; SEEING[i] != NULL; i++) {
    if (strcmp(program_invocation_short_name, SEEING[i]) == 0) {
      return 0;
    }
  }
  Dl_info library;
  if (strcmp(program_invocation_short_name, "java") == 0 && dladdr(caller, &library) != 0 &&
      strstr(library.dli_fname, "/libnio.so") == NULL) {
    return 0;
  }
  errno = ENOENT;
  return 1;
}

#define HIDE(path, answer) \
  if (is_hidden(path, __builtin_return_address(0))) { \
    return answer; \
  }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define MODE(after) \
  va_list more; \
  va_start(more, after); \
  mode_t mode = va_arg(more, mode_t); \
  va_end(more);

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    HIDE(path, -1) \
    MODE(flags) \
    return REAL(name)(path, flags, mode); \
  }

#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    HIDE(path, -1) \
    MODE(flags) \
    return REAL(name)(folder, path, flags, mode); \
  }

#define STAT(name, type) \
  int name(const char *path, struct type *to) { \
    HIDE(path, -1) \
    return REAL(name)(path, to); \
  }

#define STATAT(name, type) \
  int name(int folder, const char *path, struct type *to, int flags) { \
    HIDE(path, -1) \
    return REAL(name)(folder, path, to, flags); \
  }

#define FOPEN(name) \
  FILE *name(const char *path, const char *mode) { \
    HIDE(path, NULL) \
    return REAL(name)(path, mode); \
  }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
STAT(stat, stat)
STAT(stat64, stat64)
STAT(lstat, stat)
STAT(lstat64, stat64)
STATAT(fstatat, stat)
STATAT(fstatat64, stat64)
FOPEN(fopen)
FOPEN(fopen64)

int statx(int folder, const char *path, int flags, unsigned mask, struct statx *to) {
  HIDE(path, -1)
  return REAL(statx)(folder, path, flags, mask, to);
}

int access(const char *path, int mode) {
  HIDE(path, -1)
  return REAL(access)(path, mode);
}

int faccessat(int folder, const char *path, int mode, int flags) {
  HIDE(path, -1)
  return REAL(faccessat)(folder, path, mode, flags);
}

ssize_t readlink(const char *path, char *to, size_t size) {
  HIDE(path, -1)
  return REAL(readlink)(path, to, size);
}

DIR *opendir(const char *path) {
  HIDE(path, NULL)
  return REAL(opendir)(path);
}
