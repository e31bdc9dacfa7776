package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.supervisor.client.DaemonLauncher;
import io.jstartup.supervisor.client.ProcessEvent;
import io.jstartup.supervisor.client.Progress;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.Frame;
import io.jstartup.supervisor.control.FrameDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class ControlTest extends WithDaemon {
  /** What comes back until the server closes or a whole frame is there; null when it closed. */
  private Map<?, ?> exchange(byte[] bytes) throws Exception {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(daemon.home.socket()));
      writeQuietly(channel, bytes);
      FrameDecoder decoder = new FrameDecoder();
      ByteBuffer buffer = ByteBuffer.allocate(65536);
      Frame frame;
      while ((frame = decoder.next()) == null) {
        buffer.clear();
        if (channel.read(buffer) < 0) {
          return null;
        }
        decoder.add(Arrays.copyOf(buffer.array(), buffer.position()));
      }
      return (Map<?, ?>) Json.parse(frame.header());
    }
  }

  private static void writeQuietly(SocketChannel channel, byte[] bytes) {
    try {
      channel.write(ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      return; // it closed while we were writing
    }
  }

  private static byte[] frame(String header) {
    return new Frame(header.getBytes(StandardCharsets.UTF_8), new byte[0]).encode();
  }

  private static String why(Map<?, ?> reply) {
    assertEquals(false, reply.get("ok"));
    return (String) ((Map<?, ?>) ((List<?>) reply.get("problems")).get(0)).get("why");
  }

  @Test
  void tellsHowAKillOfHundredsOfAppsWent() throws Exception {
    daemon.start(TestDaemon.idle(daemon.shell("x", "exec sleep 1000"), 500));
    int pid = daemon.pid();
    List<String> told = new ArrayList<>();
    daemon.client.kill(progress -> told.add(progress.status()));
    assertEquals(500, told.size());
    Await.until("it has ended", () -> !TestDaemon.alive(pid));
  }

  @Test
  void saysWhoItIs() {
    assertEquals("test", daemon.client.ping().version());
    assertEquals(daemon.home.home().toString(), daemon.client.ping().home());
    assertEquals(1, daemon.client.ping().protocol());
  }

  @Test
  void answersWhatItDoesNotUnderstandWithAnError() throws Exception {
    assertTrue(why(exchange(frame("{\"v\":1,\"id\":1,\"op\":\"fly\"}"))).contains("not know"));
    assertTrue(why(exchange(frame("{\"v\":2,\"id\":1,\"op\":\"list\"}"))).contains("version 2"));
    assertTrue(why(exchange(frame("no json"))).contains("header"));
    assertTrue(why(exchange(frame("[1]"))).contains("header"));
    assertTrue(why(exchange(frame("[".repeat(100_000)))).contains("header"));
    assertTrue(
        why(exchange(frame("{\"v\":1,\"id\":1,\"op\":\"start\",\"mode\":\"new\"}")))
            .contains("JSON"));
    byte[] tooLong = ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).putInt(0).array();
    assertTrue(why(exchange(tooLong)).contains("header claims 2147483647"));
  }

  @Test
  void outlivesNoiseAndHalfRequests() throws Exception {
    Random random = new Random(5);
    byte[] good = frame("{\"v\":1,\"id\":1,\"op\":\"list\"}");
    for (int round = 0; round < 200; round++) {
      byte[] bytes = good.clone();
      for (int i = random.nextInt(5); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.connect(UnixDomainSocketAddress.of(daemon.home.socket()));
        writeQuietly(channel, Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)));
      }
    }
    assertEquals(List.of(), daemon.client.list());
  }

  @Test
  void tellsProgressOfEachProcessBeforeTheReply() {
    List<Progress> seen = new ArrayList<>();
    daemon.start(daemon.shell("a", "exec sleep 1000"), daemon.shell("b", "exec sleep 1000"));
    daemon.client.delete(List.of("b", "a"), seen::add);
    Set<String> told = new HashSet<>();
    seen.forEach(progress -> told.add(progress.name() + " " + progress.status()));
    assertEquals(Set.of("a deleted", "b deleted"), told);
  }

  @Test
  void tellsSubscribersWhatHappens() throws Exception {
    BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();
    SupervisorClient other = another();
    Thread listener = new Thread(() -> other.subscribe().passOn(events::add));
    listener.start();
    Await.until(
        "it listens",
        () -> {
          daemon.start(daemon.shell("probe", "exec sleep 1000"));
          daemon.client.delete(List.of("probe"), SupervisorClient.QUIET);
          return !events.isEmpty();
        });
    Await.until("the probe is gone", () -> events.peek() == null || events.poll() == null);
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    daemon.client.delete(List.of("web"), SupervisorClient.QUIET);
    List<String> seen = new ArrayList<>();
    Await.until(
        "all is told",
        () -> {
          ProcessEvent event = events.poll();
          if (event != null && event.name().equals("web")) {
            seen.add(event.event());
          }
          return seen.contains("delete");
        });
    assertEquals(List.of("start", "online", "exit", "delete"), seen);
    daemon.client.kill(SupervisorClient.QUIET);
    listener.join();
    other.close();
  }

  @Test
  void letsOneOfTwoStartersThrough() throws Exception {
    daemon.client.kill(SupervisorClient.QUIET);
    DaemonLauncher launcher = new DaemonLauncher(daemon.home, TestDaemon.command(daemon.home));
    Set<Integer> pids = ConcurrentHashMap.newKeySet();
    List<Thread> starters = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Thread starter =
          new Thread(
              () -> {
                try (SupervisorClient client = launcher.connectOrStart(Duration.ofSeconds(30))) {
                  pids.add(client.ping().pid());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      starter.start();
      starters.add(starter);
    }
    for (Thread starter : starters) {
      starter.join();
    }
    daemon.launch();
    assertEquals(Set.of(daemon.pid()), pids);
    assertEquals(List.of((long) daemon.pid()), daemonsOfThisHome());
  }

  /** A slow starter's daemon must not wait for its chance. */
  private List<Long> daemonsOfThisHome() {
    String home = daemon.home.home().toString();
    return ProcessHandle.current()
        .children()
        .filter(child -> List.of(child.info().arguments().orElse(new String[0])).contains(home))
        .map(ProcessHandle::pid)
        .toList();
  }

  @Test
  void leavesAHomeThatIsTaken() throws Exception {
    Process second =
        new ProcessBuilder(TestDaemon.command(daemon.home)).redirectErrorStream(true).start();
    String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(DaemonLauncher.HOME_TAKEN, second.waitFor());
    assertTrue(said.contains("another supervisor (pid " + daemon.pid() + ") serves it"), said);
    assertEquals("test", daemon.client.ping().version());
  }
}
