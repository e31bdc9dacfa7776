package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.platforms.os.linux.LinuxOperatingSystem;
import java.io.BufferedReader;
import java.io.File;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReplacementTest {
  @TempDir Path folder;

  /** This Java, and a newer one where there is one. */
  static Stream<String> javas() {
    File[] found = new File("/usr/lib/jvm").listFiles(it -> it.getName().matches("\\D*25\\D.*"));
    return Stream.concat(
        Stream.of(System.getProperty("java.home")),
        Stream.of(found == null ? new File[0] : found).map(File::getPath).limit(1));
  }

  @ParameterizedTest
  @MethodSource("javas")
  void keepsTheProcessItsChildrenItsSocketsAndItsLock(String java) throws Exception {
    new ProcessBuilder("mkfifo", folder.resolve("go").toString()).start().waitFor();
    List<String> command = new ArrayList<>(command(System.getProperty("java.home")));
    command.add(folder.toString());
    command.addAll(command(java));
    Process program = new ProcessBuilder(command).inheritIO().start();
    try (SocketChannel client = connect(program)) {
      client.write(ByteBuffer.wrap(new byte[] {'x'}));
      BufferedReader said = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
      assertEquals("cannot execute '/no/such/program': no such file or directory", said.readLine());
      assertEquals("unsent", said.readLine());
      String found = said.readLine();
      assertTrue(found.startsWith("pid " + program.pid() + " env {MARK=x y}"), found);
      assertTrue(found.contains(" sockets 2 "), found);
      assertTrue(
          found.endsWith(" 4003 then 0"),
          found); // SIGHUP, SIGINT, SIGTERM; a JVM takes SIGUSR2 for itself
      assertEquals("ready", said.readLine());
      assertTrue(LinuxOperatingSystem.open().lock(folder.resolve("lock")).isEmpty());
      Files.writeString(folder.resolve("go"), "\n");
      assertEquals("child true Code[code=7]", said.readLine());
      try (SocketChannel another = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        assertTrue(another.connect(UnixDomainSocketAddress.of(folder.resolve("socket"))));
      }
    } finally {
      program.destroyForcibly().waitFor();
    }
    assertFalse(LinuxOperatingSystem.open().lock(folder.resolve("lock")).isEmpty());
  }

  /** It is there a moment before it can be connected to: bind(2) makes it, listen(2) opens it. */
  private SocketChannel connect(Process program) throws Exception {
    while (true) {
      assertTrue(program.isAlive());
      if (Files.exists(folder.resolve("socket"))) {
        try {
          return SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("socket")));
        } catch (ConnectException notYet) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private static List<String> command(String java) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(java + "/bin/java", "-Xmx64m", "-cp", classPath, ReplacingMain.class.getName());
  }
}
