package io.jstartup.supervisor.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SharedSocket;
import io.jstartup.platforms.os.SocketWish;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingTest {
  private final List<String> sent = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private boolean full;
  private final Outgoing outgoing = new Outgoing(new Recording(), failures::add);

  /** Hands nothing over while no descriptor is left. */
  private final class Recording implements Connection {
    @Override
    public void send(byte[] bytes) {
      sent.add(new String(bytes, StandardCharsets.UTF_8).trim());
    }

    @Override
    public void send(byte[] bytes, SharedSocket handed) throws OsException {
      if (full) {
        throw new OsException("cannot hand over", "it", 24, "too many open files");
      }
      sent.add(new String(bytes, StandardCharsets.UTF_8).trim() + "+socket");
    }

    @Override
    public int peerUid() {
      return 0;
    }

    @Override
    public int peerPid() {
      return 0;
    }

    @Override
    public void closeAfterSending() {}

    @Override
    public void close() {}
  }

  private static final class Socket implements SharedSocket {
    @Override
    public SocketWish wish() {
      return new SocketWish(SocketWish.Kind.ANY, "", 80, false, false);
    }

    @Override
    public long inode() {
      return 1;
    }

    @Override
    public boolean reachable() {
      return true;
    }

    @Override
    public void close() {}

    @Override
    public void remove() {}
  }

  @Test
  void nothingOvertakesASocketThatIsNotAcknowledged() {
    outgoing.send("a", new Socket(), "no a");
    outgoing.send("b", null, "");
    assertEquals(List.of("a+socket"), sent);
    outgoing.acknowledged();
    assertEquals(List.of("a+socket", "b"), sent);
  }

  @Test
  void aSocketThatCannotBeHandedOverIsRefusedAndTheRestGoesOn() {
    outgoing.send("a", new Socket(), "no a");
    outgoing.send("b", new Socket(), "no b");
    outgoing.send("c", null, "");
    outgoing.send("d", new Socket(), "no d");
    outgoing.send("e", null, "");
    full = true;
    outgoing.acknowledged();
    assertEquals(List.of("a+socket", "no b", "c", "no d", "e"), sent);
    full = false;
    outgoing.send("f", new Socket(), "no f");
    assertEquals("f+socket", sent.get(5));
    assertEquals(2, failures.size());
  }

  @Test
  void aSocketThatGotLostAndCannotBeSentAgainIsRefusedAndTheRestGoesOn() {
    outgoing.send("a", new Socket(), "no a");
    outgoing.send("b", null, "");
    outgoing.missed();
    full = true;
    outgoing.missed();
    assertEquals(List.of("a+socket", "a+socket", "no a", "b"), sent);
  }

  @Test
  void aSocketThatGetsLostAgainAndAgainIsGivenUp() {
    outgoing.send("a", new Socket(), "no a");
    outgoing.send("b", null, "");
    for (int i = 0; i < 4; i++) {
      outgoing.missed();
    }
    assertEquals(List.of("a+socket", "a+socket", "a+socket", "a+socket", "b"), sent);
  }
}
