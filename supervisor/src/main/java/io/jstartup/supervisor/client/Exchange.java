package io.jstartup.supervisor.client;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.control.Frame;
import io.jstartup.supervisor.control.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Requests and their replies over one connection, one after the other. For one thread. */
final class Exchange implements AutoCloseable {
  private static final byte[] NO_BODY = {};

  private final Channel channel;
  private final Path socket;
  private long lastId;

  Exchange(Channel channel, Path socket) {
    this.channel = channel;
    this.socket = socket;
  }

  /** A request's header, open for members of its own. */
  Map<String, Object> request(String op) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("v", (long) Protocol.VERSION);
    request.put("id", ++lastId);
    request.put("op", op);
    return request;
  }

  /** The reply's header; a bad reply is thrown. */
  Map<?, ?> ask(Map<String, Object> request) {
    Map<?, ?> reply = askWhole(request).header();
    Replies.throwProblems(reply);
    return reply;
  }

  /** The reply with its body, be it good or bad. */
  Channel.Message askWhole(Map<String, Object> request) {
    return call(request, NO_BODY, event -> {});
  }

  Outcome outcome(Map<String, Object> request, Consumer<Progress> progress) {
    return outcome(request, NO_BODY, progress);
  }

  Outcome outcome(Map<String, Object> request, byte[] body, Consumer<Progress> progress) {
    return Replies.outcome(
        call(request, body, event -> progress.accept(Replies.progress(event))).header());
  }

  /**
   * The body that answers a request without members. Scripts ask for jlist every few seconds: its request and the plain reply are known
   * by their bytes, as the JSON library takes longer to load than all the rest.
   */
  byte[] plainBody(String op) {
    return plainBody(op, "");
  }

  /** The same; {@code more} is a comma and further members of the request. */
  byte[] plainBody(String op, String more) {
    return text(op, more).json();
  }

  /** The same. */
  ListText text(String op, String more) {
    String envelope = "{\"v\":" + Protocol.VERSION + ",\"id\":" + ++lastId + ",";
    try {
      channel.send(new Frame(ascii(envelope + "\"op\":\"" + op + "\"" + more + "}"), NO_BODY));
      Frame reply = channel.receiveFrame();
      if (Arrays.equals(reply.header(), ascii(envelope + "\"ok\":true}"))) {
        return new ListText(reply.body(), false);
      }
      Map<?, ?> header = Channel.parse(reply).header();
      Replies.throwProblems(header);
      return new ListText(reply.body(), Boolean.TRUE.equals(header.get("services")));
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Waits for no answer. */
  void send(Map<String, Object> request) {
    try {
      channel.send(Frame.of(request, NO_BODY));
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Waits for the next message, whatever it answers. */
  Map<?, ?> receive() throws IOException {
    return channel.receive().header();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private Channel.Message call(
      Map<String, Object> request, byte[] body, Consumer<Map<?, ?>> events) {
    try {
      channel.send(Frame.of(request, body));
      while (true) {
        Channel.Message message = channel.receive();
        if (message.header().containsKey("ok")) {
          return message;
        }
        events.accept(message.header());
      }
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private static final String REMEDY =
      "'jstartup list' shows what became of the apps, the supervisor's log may say why";

  private ProblemsException lost(IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    return new ProblemsException(
        new Problem("lost the supervisor behind '" + socket + "'", reason, REMEDY), e);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
