package io.jstartup.platforms.os;

import io.jstartup.model.OsText;
import java.util.List;

/** A JVM of its own for {@link SpawnTest}: fails unless bytes beyond ASCII reach a process from a JVM that knows ASCII only. */
public final class PlainLocaleSpawn {
  private PlainLocaleSpawn() {}

  public static void main(String[] args) throws Exception {
    if (System.getProperty("sun.jnu.encoding").equals("UTF-8")) {
      throw new IllegalStateException("this JVM was meant to have no UTF-8 locale");
    }
    OperatingSystem os = OperatingSystems.current();
    try (Spawned spawned = new Spawned(os)) {
      String odd = "ż🚀" + OsText.decode(new byte[] {(byte) 0xFF, (byte) 0xC3});
      SpawnRequest request =
          Spawned.request(List.of("/bin/sh", "-c", "sleep 600; :", odd), List.of("V=" + odd), "/");
      ManagedProcess process = spawned.start(request);
      check(request.argv(), Spawned.strings(process, "cmdline"));
      check(request.environment(), Spawned.strings(process, "environ"));
    }
  }

  private static void check(List<String> expected, List<String> actual) {
    if (!expected.equals(actual)) {
      throw new IllegalStateException("the bytes were changed on the way");
    }
  }
}
