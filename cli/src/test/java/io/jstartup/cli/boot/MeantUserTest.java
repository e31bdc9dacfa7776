package io.jstartup.cli.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.cli.caller.Caller;
import io.jstartup.cli.caller.Terminal;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeantUserTest {
  private static final String SELF = System.getProperty("user.name");

  private static final Terminal PLAIN = new Terminal(false, false, Terminal.UNLIMITED, true, false);

  @TempDir Path homes;

  private MeantUser meant(boolean root, Map<String, String> env) {
    return new MeantUser(new Caller(List.of(), env, homes, PLAIN), root, homes::resolve);
  }

  private MeantUser bySudo() {
    return meant(true, Map.of("SUDO_USER", "www", "HOME", homes.resolve("self").toString()));
  }

  private void save(String user) throws IOException {
    Path dump = new HomeLayout(homes.resolve(user).resolve(".jstartup")).dump();
    Files.createDirectories(dump.getParent());
    Files.writeString(dump, "[]");
  }

  @Test
  void isWhoTypedSudo() throws IOException {
    assertEquals("www", bySudo().name());
    save("www");
    save("self");
    assertEquals("www", bySudo().name());
    assertEquals(SELF, meant(false, Map.of("SUDO_USER", "www")).name());
    assertEquals(SELF, meant(true, Map.of("HOME", homes.toString())).name());
  }

  @Test
  void isNobodyWhereRootAloneHasApps() throws IOException {
    save("self");
    String message = assertThrows(ProblemsException.class, () -> bySudo().name()).getMessage();
    assertTrue(message.contains("-u " + SELF + ", or -u www"), message);
  }
}
