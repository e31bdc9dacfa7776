package io.jstartup.platforms.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelTest implements ConnectionHandler {
  private final OperatingSystem os = OperatingSystems.current();
  private final Spawned spawned = new Spawned(os);
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private boolean closed;
  private Poller poller;

  @BeforeEach
  void open() throws OsException {
    Spawned.needs(os, Capability.CHANNELS);
    poller = os.poller();
  }

  @AfterEach
  void end() throws Exception {
    spawned.close();
    if (poller != null) {
      poller.close();
    }
  }

  @Override
  public void opened(Connection connection) {}

  @Override
  public void received(Connection connection, byte[] bytes) {
    heard.writeBytes(bytes);
  }

  @Override
  public void closed(Connection connection) {
    closed = true;
  }

  private ManagedProcess start(String script, SocketPair pair) throws OsException {
    SpawnRequest plain = Spawned.request(List.of("/bin/sh", "-c", script));
    return spawned.start(
        new SpawnRequest(
            plain.program(),
            plain.argv(),
            plain.environment(),
            plain.cwd(),
            plain.stdout(),
            plain.stderr(),
            Optional.empty(),
            SpawnManner.PLAIN.over(Optional.of(pair))));
  }

  private String heard(int length) throws OsException {
    Exits.runUntil(poller, () -> heard.size() >= length || closed);
    return heard.toString(UTF_8);
  }

  @Test
  void carriesBytesBothWaysUntilTheProcessEnds() throws Exception {
    SocketPair pair = os.socketPair();
    start("read line <&3; echo \"got $line\" >&3", pair);
    Connection connection = poller.open(pair, this);
    connection.send("hé\n".getBytes(UTF_8));
    Exits.runUntil(poller, () -> closed);
    assertEquals("got hé\n", heard.toString(UTF_8));
  }

  @Test
  void isRegainedFromTheProcessItselfWithWhatWasNotRead() throws Exception {
    SocketPair pair = os.socketPair();
    ManagedProcess process = start("read line <&3; echo $line >&3; sleep 600; :", pair);
    Connection first = poller.open(pair, this);
    first.send("kept\n".getBytes(UTF_8));
    first.close(); // as the death of who held it does
    Exits.runUntil(poller, () -> closed);
    closed = false;
    poller.regain(process, SocketPair.copy(0), this);
    assertEquals("kept\n", heard(5));
  }

  @Test
  void isNotTakenForWhatElseAProcessHasThere() throws Exception {
    ManagedProcess none = spawned.shell("sleep 600; :");
    assertThrows(OsException.class, () -> poller.regain(none, SocketPair.copy(0), this));
    ManagedProcess file = spawned.shell("exec 4</dev/null; : >&2; sleep 600; :");
    assertThrows(OsException.class, () -> poller.regain(file, SocketPair.copy(0), this));
  }
}
