package io.jstartup.tests.reload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jstartup.tests.rig.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that ask a local server of HTTP 200 times a second each, or as fast as it answers, with a connection for each request, until
 * this is closed: with no limit they would leave the server's next version no processor to start on. Each has an address of its own, so
 * that there are ports enough for the connections that have just been closed.
 */
final class Requests implements AutoCloseable {
  private static final int PATIENCE_MS = 20_000;
  private static final long INTERVAL_NANOS = 5_000_000;
  private static final byte[] REQUEST =
      "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);

  private final int port;
  private final List<Thread> clients = new ArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private volatile boolean over;

  Requests(int port, int clients) {
    this.port = port;
    for (int i = 0; i < clients; i++) {
      String address = "127.0.0." + (2 + i);
      Thread client = new Thread(() -> ask(address), "client " + address);
      client.setDaemon(true);
      client.start();
      this.clients.add(client);
    }
  }

  private void ask(String address) {
    long next = System.nanoTime();
    while (!over) {
      LockSupport.parkNanos(next - System.nanoTime());
      next += INTERVAL_NANOS;
      try {
        byte[] from = InetAddress.getByName(address).getAddress();
        String body = answer(InetAddress.getByAddress(from));
        answers.merge(body, 1, Integer::sum);
        answered.incrementAndGet();
      } catch (IOException e) {
        failures.add(e.toString());
      }
    }
  }

  private String answer(InetAddress from) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, from, 0)) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(REQUEST);
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      int end = answer.indexOf("\r\n\r\n");
      if (!answer.matches("(?s)HTTP/1\\.[01] 200 OK\r\n.*\n") || end < 0) {
        throw new IOException("answered '" + answer + "'");
      }
      return answer.substring(end).trim();
    }
  }

  int answered() {
    return answered.get();
  }

  /** What went wrong, each time. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Waits until so many more requests are answered. */
  void awaitMore(int count) {
    int wanted = answered() + count;
    Await.until(count + " more answers", Duration.ofSeconds(60), () -> answered() >= wanted);
  }

  /** Waits until a process of this version has answered. */
  void awaitVersion(String version) {
    Await.until(
        "an answer of version " + version,
        Duration.ofSeconds(60),
        () -> answers.keySet().stream().anyMatch(it -> it.endsWith(" " + version)));
  }

  /** How many processes have answered. */
  int processes() {
    return answers.size();
  }

  /** Lets those under way come to their end. */
  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread client : clients) {
      client.join();
    }
  }
}
