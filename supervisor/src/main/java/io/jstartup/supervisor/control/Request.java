package io.jstartup.supervisor.control;

import io.jstartup.model.Problem;
import io.jstartup.platforms.os.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One request and the way back to who sent it. Answers leave at the turn's end, when what they report has been written down. */
public final class Request {
  private final Session session;
  private final long id;
  private final Map<?, ?> header;
  private final byte[] body;

  Request(Session session, long id, Map<?, ?> header, byte[] body) {
    this.session = session;
    this.id = id;
    this.header = header;
    this.body = body;
  }

  long id() {
    return id;
  }

  /** Whose it is. */
  public Connection connection() {
    return session.connection();
  }

  public byte[] body() {
    return body;
  }

  public String text(String key) {
    return header.get(key) instanceof String text ? text : "";
  }

  public boolean flag(String key) {
    return Boolean.TRUE.equals(header.get(key));
  }

  /** Its members that are texts or whole numbers, as texts. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    if (header.get(key) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof String || item instanceof Long) {
          texts.add(item.toString());
        }
      }
    }
    return texts;
  }

  /** The members of an object; empty when there is none. */
  public Map<?, ?> members(String key) {
    return header.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }

  /** A good reply with these members. */
  public void reply(Map<String, Object> members) {
    reply(members, List.of());
  }

  /** A reply that is good when there are no problems. */
  public void reply(Map<String, Object> members, List<Problem> problems) {
    session.send(Frame.of(replyHeader(members, problems)));
  }

  /**
   * The same, of a change.
   *
   * @param unwritten is asked when the reply leaves: what is against the change's having been written down
   */
  public void reply(
      Map<String, Object> members, List<Problem> problems, Supplier<List<Problem>> unwritten) {
    session.sendThen(
        () -> {
          List<Problem> all = new ArrayList<>(problems);
          all.addAll(unwritten.get());
          return Frame.of(replyHeader(members, all));
        });
  }

  /** A good reply whose body is this. */
  public void replyWith(byte[] replyBody) {
    session.send(Frame.of(replyHeader(Map.of(), List.of()), replyBody));
  }

  /** A reply with a body that is good when there are no problems. */
  public void reply(Map<String, Object> members, List<Problem> problems, byte[] replyBody) {
    session.send(Frame.of(replyHeader(members, problems), replyBody));
  }

  public void refuse(Problem problem) {
    reply(Map.of(), List.of(problem));
  }

  public void event(String event, Map<String, Object> members) {
    Map<String, Object> header = envelope();
    header.put("event", event);
    header.putAll(members);
    session.send(Frame.of(header));
  }

  /** The connection ends when all is sent. */
  public void hangUp() {
    session.hangUp();
  }

  /** Runs it when the connection has ended, or at once when it has. */
  public void whenClosed(Runnable callback) {
    session.whenClosed(callback);
  }

  private Map<String, Object> replyHeader(Map<String, Object> members, List<Problem> problems) {
    Map<String, Object> header = envelope();
    header.put("ok", problems.isEmpty());
    header.putAll(members);
    if (!problems.isEmpty()) {
      header.put("problems", Problems.toJson(problems));
    }
    return header;
  }

  private Map<String, Object> envelope() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("v", (long) Protocol.VERSION);
    header.put("id", id);
    return header;
  }
}
