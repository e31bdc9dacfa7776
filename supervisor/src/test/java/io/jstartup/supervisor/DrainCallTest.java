package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.DrainPolicy;
import io.jstartup.model.ready.Probe;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A drain that calls an address of the app, which may answer late, badly or never. */
@Timeout(120)
class DrainCallTest extends DrainingApp {
  @Test
  void theSignalWaitsForTheAnswerAndThenForTheDelay() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + server.getLocalPort() + "/drain?id=${pm_id}";
      Duration delay = Duration.ofMillis(300);
      start(
          app(NOTES_ITS_END, new DrainPolicy(Optional.empty(), Optional.of(address), LONG, delay)));
      int pid = daemon.row("web").pid();
      CompletableFuture<Outcome> stop = stopping();
      long answered;
      try (Socket call = server.accept()) {
        byte[] bytes = new byte[1000];
        String request =
            new String(bytes, 0, call.getInputStream().read(bytes), StandardCharsets.UTF_8);
        assertTrue(request.startsWith("POST /drain?id=0 HTTP/1.1\r\n"), request);
        assertTrue(request.contains("Content-Length: 0\r\n"), request);
        stopAgain();
        assertEquals("stopping", daemon.row("web").status());
        assertTrue(TestDaemon.alive(pid));
        assertFalse(Files.exists(home.resolve("ended.0")));
        answered = System.nanoTime();
        call.getOutputStream().write("HTTP/1.1 204 Done\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      }
      assertTrue(stop.get().ok());
      assertTrue(System.nanoTime() - answered >= delay.toNanos());
      assertFalse(daemon.log().contains("drain failed"), daemon.log());
      assertEquals(1, daemon.log().split("draining before its stop", -1).length - 1);
    }
  }

  /** While it drains: nobody is called twice. */
  private void stopAgain() throws Exception {
    CompletableFuture<Outcome> second = stopping();
    Await.until("the second one is served", () -> daemon.row("web").status().equals("stopping"));
    assertFalse(second.isDone());
  }

  /** Each of many is called, though none has answered and probes hang too. */
  @Test
  void manySlowDrainsAreAllCalledAtOnce() throws Exception {
    int many = 12;
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout((int) LONG.toMillis());
      Probe mute =
          new Probe(
              Probe.Kind.HTTP,
              List.of("http://127.0.0.1:" + server.getLocalPort() + "/health"),
              Duration.ofMillis(10),
              LONG,
              3);
      String address = "http://127.0.0.1:" + server.getLocalPort() + "/drain?id=${pm_id}";
      AppSpec app =
          app("trap 'exit 0' INT; : > up.$pm_id; while :; do sleep 0.1; done", http(address, LONG))
              .withReady(
                  new ReadyPolicy(
                      false, false, Duration.ZERO, Optional.empty(), Optional.of(mute)));
      start(app.withInstances(many));
      CompletableFuture<Outcome> stop = stopping();
      List<Socket> called = new ArrayList<>();
      while (called.size() < many) {
        Socket call = server.accept();
        byte[] bytes = new byte[1000];
        int length = call.getInputStream().read(bytes);
        if (length > 0 && new String(bytes, 0, 4, StandardCharsets.UTF_8).equals("POST")) {
          called.add(call);
        }
      }
      assertFalse(stop.isDone());
      for (Socket call : called) {
        call.getOutputStream().write("HTTP/1.1 204 Done\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        call.close();
      }
      assertTrue(stop.get().ok());
      assertFalse(daemon.log().contains("drain failed"), daemon.log());
    }
  }

  @Test
  void aCallThatFailsStopsNothing() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ServerSocket sick = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      start(
          app(
              NOTES_ITS_END,
              http("http://127.0.0.1:" + mute.getLocalPort(), Duration.ofMillis(400))));
      stop();
      assertTrue(daemon.log().contains("no answer within 400 ms"), daemon.log());
      delete();
      CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> answer(sick, "302 Found"));
      start(app(NOTES_ITS_END, http("http://127.0.0.1:" + sick.getLocalPort(), LONG)));
      stop();
      answer.get();
      assertTrue(daemon.log().contains("status 302"), daemon.log());
      delete();
      int port = sick.getLocalPort();
      sick.close();
      start(app(NOTES_ITS_END, http("http://127.0.0.1:" + port + "/${NOT SET}", LONG)));
      stop();
      assertEquals(3, daemon.log().split("drain failed", -1).length - 1, daemon.log());
    }
  }

  private void delete() {
    daemon.client.delete(WEB, SupervisorClient.QUIET);
  }

  private static void answer(ServerSocket server, String status) {
    try (Socket call = server.accept()) {
      call.getInputStream().read(new byte[1000]);
      call.getOutputStream()
          .write(("HTTP/1.0 " + status + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theSuccessorOfAKilledSupervisorDrainsOnAndThenSendsTheSignal() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + server.getLocalPort();
      start(app(NOTES_ITS_END, http(address, Duration.ofMillis(3000))));
      long begun = System.currentTimeMillis();
      CompletableFuture<Outcome> stop = stopping();
      Socket call = server.accept();
      daemon.kill9();
      assertFalse(stop.handle((outcome, failure) -> failure == null && outcome.ok()).get());
      call.close();
      daemon.launch();
      assertTrue(atItsEnd().contains("ended.0"));
      long waited = Files.getLastModifiedTime(home.resolve("ended.0")).toMillis() - begun;
      assertTrue(waited >= 2990, "it got its signal after " + waited + " ms");
      Await.until("it is down", () -> daemon.row("web").status().equals("stopped"));
      server.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, server::accept);
    }
  }
}
