package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.DrainPolicy;
import io.jstartup.supervisor.client.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks the health of a server that is reloaded sees the old process leave, and no more. */
@Timeout(120)
class DrainReloadTest extends ReloadedServer {
  /** The health check of a load balancer, here the file's absence, is asked all the time. */
  @Test
  void aReloadShowsTheOldProcessLeavingAndNeverTheNewOne() throws Exception {
    AppSpec app = web(1, Duration.ofMillis(100));
    CompletableFuture<Outcome> reload;
    int before;
    try (ServerSocket balancer = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String told = "http://127.0.0.1:" + balancer.getLocalPort();
      daemon.start(DrainingApp.draining(app, fileAndCall("drain-${unique_id}", told)));
      String old = uniqueId();
      load = new Load(port, 2);
      load.awaitAll(List.of(daemon.row("web").pid()));
      before = daemon.row("web").pid();
      reload = meanwhile(UnderLoad::reload);
      try (Socket call = balancer.accept()) { // it drains until this is answered
        assertTrue(TestDaemon.alive(before));
        assertEquals(List.of("drain-" + old), drainFiles());
        assertTrue(call.getInputStream().read(new byte[1000]) > 0);
        byte[] answer = "HTTP/1.1 204 Done\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        call.getOutputStream().write(answer);
      }
    }
    assertTrue(reload.get().ok(), daemon.log());
    assertFalse(TestDaemon.alive(before));
    assertEquals(List.of(), drainFiles());
    load.awaitMore(20);
    load.close();
    assertEquals(List.of(), load.failures());
  }

  private static DrainPolicy fileAndCall(String file, String address) {
    return new DrainPolicy(
        Optional.of(file), Optional.of(address), DrainingApp.LONG, Duration.ZERO);
  }

  private String uniqueId() throws IOException {
    String environment = Files.readString(Path.of("/proc/" + daemon.row("web").pid() + "/environ"));
    return Stream.of(environment.split("\0"))
        .filter(variable -> variable.startsWith("unique_id="))
        .findFirst()
        .orElseThrow()
        .substring("unique_id=".length());
  }

  private List<String> drainFiles() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(daemon.home.home())) {
      files.map(file -> file.getFileName().toString()).forEach(found::add);
    }
    found.removeIf(name -> !name.startsWith("drain"));
    return found;
  }
}
