package io.jstartup.supervisor.control;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Puts frames together from bytes as they come. Memory grows with what was received, never with what a length field claims. For one
 * thread.
 */
public final class FrameDecoder {
  private static final int ROOM = 4096;

  private byte[] bytes = new byte[0];
  private int from;
  private int to;

  /** Adds what was received; {@link #next} gives the frames. */
  public void add(byte[] received) {
    if (from == to) {
      bytes = received;
      from = 0;
      to = received.length;
      return;
    }
    makeRoom(received.length);
    System.arraycopy(received, 0, bytes, to, received.length);
    to += received.length;
  }

  /**
   * The next whole frame, or null when more bytes are needed.
   *
   * @throws FrameException when a length is negative or beyond the limits
   */
  public Frame next() throws FrameException {
    if (to - from < Frame.PREFIX) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    int header = length("header", in.getInt(), Protocol.MAX_HEADER);
    int body = length("body", in.getInt(), Protocol.MAX_BODY);
    if (in.remaining() < header + body) {
      return null;
    }
    int start = in.position();
    from = start + header + body;
    return new Frame(
        Arrays.copyOfRange(bytes, start, start + header),
        Arrays.copyOfRange(bytes, start + header, from));
  }

  /** What {@link #next} has not given yet. */
  byte[] rest() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private void makeRoom(int more) {
    int used = to - from;
    if (to + more <= bytes.length) {
      return;
    }
    byte[] target = bytes.length >= used + more ? bytes : new byte[2 * (used + more) + ROOM];
    System.arraycopy(bytes, from, target, 0, used);
    bytes = target;
    from = 0;
    to = used;
  }

  private static int length(String part, int claimed, int most) throws FrameException {
    if (claimed < 0 || claimed > most) {
      throw new FrameException(
          "the " + part + " claims " + (claimed & 0xFFFFFFFFL) + " bytes; at most " + most);
    }
    return claimed;
  }
}
