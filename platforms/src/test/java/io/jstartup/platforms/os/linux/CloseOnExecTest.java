package io.jstartup.platforms.os.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CloseOnExecTest {
  private static final int F_GETFD = 1;
  private static final int F_SETFD = 2;

  @Test
  void bothWaysMarkEveryDescriptor() {
    int fd = LibC.open(CString.of("/dev/null"), OpenFlags.READ, 0);
    try {
      CloseOnExec.markAll();
      assertEquals(1, LibC.fcntl(fd, F_GETFD, 0));
      LibC.fcntl(fd, F_SETFD, 0);
      CloseOnExec.markEach();
      assertEquals(1, LibC.fcntl(fd, F_GETFD, 0));
    } finally {
      LibC.close(fd);
    }
  }
}
