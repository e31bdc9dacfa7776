package io.jstartup.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask a local server as fast as it answers, with a connection for each request. */
final class Load implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  private final int port;
  private final List<Thread> clients = new ArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final Set<String> servers = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  Load(int port, int count) {
    this.port = port;
    for (int i = 0; i < count; i++) {
      Thread client = new Thread(this::run, "client " + i);
      client.setDaemon(true);
      client.start();
      clients.add(client);
    }
  }

  /** Waits until so many more requests have come to an end. */
  void awaitMore(int count) throws Exception {
    int target = ended() + count;
    Await.until("there are answers", () -> ended() >= target);
  }

  private int ended() {
    return answered.get() + failures.size();
  }

  /** Waits until each of these processes has answered. */
  void awaitAll(List<Integer> pids) throws Exception {
    List<String> all = pids.stream().map(String::valueOf).toList();
    Await.until("all have answered", () -> servers.containsAll(all));
  }

  int answered() {
    return answered.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  private void run() {
    while (!over) {
      try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
        socket.setSoTimeout(PATIENCE_MS);
        socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (answer.matches("(?s)HTTP/1[.][01] 200 .*\n")) {
          answered.incrementAndGet();
          servers.add(answer.substring(answer.indexOf("\r\n\r\n")).trim());
        } else {
          failures.add("answered '" + answer + "'");
        }
      } catch (IOException e) {
        failures.add(e.toString());
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread client : clients) {
      client.join();
    }
  }
}
