package io.jstartup.supervisor.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private final Calls calls = new Calls("test", 100);

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
  }

  private static CompletableFuture<Answer> ask(Calls calls, Inquiry inquiry, Duration timeout) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    calls.begin(inquiry, timeout, answer::complete);
    return answer;
  }

  private static String url(ServerSocket server) {
    return "http://127.0.0.1:" + server.getLocalPort() + "/a?b";
  }

  private static void reply(Socket call, String text) throws IOException {
    OutputStream out = call.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Test
  void putsAsManyQuestionsAtOnceAsThereAreWithOneThread() throws Exception {
    Calls many = new Calls("many", 100);
    try (ServerSocket server = server()) {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      List<Socket> open = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        answers.add(ask(many, Http.post(url(server)), LONG));
      }
      for (int i = 0; i < 60; i++) {
        open.add(server.accept());
      }
      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(it -> it.getName().equals("many"))
              .count();
      assertEquals(1, threads);
      for (Socket call : open) {
        reply(call, "HTTP/1.1 204 Done\r\n");
        call.close();
      }
      for (CompletableFuture<Answer> answer : answers) {
        assertEquals(Answer.GOOD, answer.get());
      }
    }
  }

  @Test
  void letsWaitWhoComesWhenAllConnectionsAreInUse() throws Exception {
    Calls two = new Calls("two", 2);
    try (ServerSocket server = server()) {
      CompletableFuture<Answer> first = ask(two, Http.get(url(server)), SHORT);
      ask(two, Http.get(url(server)), LONG);
      CompletableFuture<Answer> third = ask(two, Http.get(url(server)), LONG);
      assertTrue(first.get().why().endsWith("no answer within 300 ms"), first.get().why());
      server.accept();
      server.accept();
      try (Socket last = server.accept()) {
        reply(last, "HTTP/1.0 399 x\n");
        assertEquals(Answer.GOOD, third.get());
      }
    }
  }

  @Test
  void givesNoMoreTimeToWhoAnswersByteByByte() throws Exception {
    try (ServerSocket server = server()) {
      CompletableFuture<Answer> answer = ask(calls, Http.get(url(server)), SHORT);
      try (Socket call = server.accept()) {
        while (!answer.isDone()) {
          reply(call, "H");
          Thread.sleep(20);
        }
      } catch (IOException e) {
        assertTrue(answer.isDone());
      }
      assertTrue(answer.get().why().contains("no answer within"), answer.get().why());
    }
  }

  @Test
  void tellsWhatIsWrong() throws Exception {
    ServerSocket server = server();
    int port = server.getLocalPort();
    CompletableFuture<Answer> odd = ask(calls, Http.get(url(server)), LONG);
    try (Socket call = server.accept()) {
      reply(call, "SSH-2.0 hello\r\n");
    }
    assertEquals(url(server) + ": what answers does not speak HTTP", odd.get().why());
    CompletableFuture<Answer> mute = ask(calls, Http.get(url(server)), LONG);
    server.accept().close();
    assertTrue(!mute.get().good());
    server.close();
    String refused = ask(calls, Inquiry.tcp("localhost:" + port), LONG).get().why();
    assertEquals("localhost:" + port + ": Connection refused", refused);
    String unknown = ask(calls, Inquiry.tcp("no-such-host.invalid:80"), LONG).get().why();
    assertEquals("no-such-host.invalid:80: nothing is known by that name", unknown);
  }

  @Test
  void asksNobodyAfterItWasGivenUp() throws Exception {
    Calls one = new Calls("one", 1);
    try (ServerSocket server = server()) {
      Call first = one.begin(Http.get(url(server)), LONG, answer -> {});
      CompletableFuture<Answer> second = new CompletableFuture<>();
      Call given = one.begin(Http.get(url(server)), LONG, second::complete);
      server.accept();
      given.giveUp();
      first.giveUp();
      CompletableFuture<Answer> third = ask(one, Http.post(url(server)), LONG);
      try (Socket call = server.accept()) {
        byte[] bytes = new byte[4];
        assertEquals(4, call.getInputStream().readNBytes(bytes, 0, 4));
        assertEquals("POST", new String(bytes, StandardCharsets.US_ASCII));
        reply(call, "HTTP/1.1 200 OK\n");
      }
      assertEquals(Answer.GOOD, third.get());
      assertTrue(!second.isDone());
    }
  }
}
