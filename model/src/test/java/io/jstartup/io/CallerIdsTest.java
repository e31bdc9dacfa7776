package io.jstartup.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class CallerIdsTest {
  @Test
  void idTellsWhatTheKernelDoes() throws IOException {
    assertEquals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"), CallerIds.ask("-u"));
    assertEquals(Files.getAttribute(Path.of("/proc/self"), "unix:gid"), CallerIds.ask("-g"));
    assertEquals(CallerIds.ask("-u"), CallerIds.uid());
    assertEquals(CallerIds.ask("-g"), CallerIds.gid());
  }
}
