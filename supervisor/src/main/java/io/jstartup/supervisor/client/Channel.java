package io.jstartup.supervisor.client;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.supervisor.control.Frame;
import io.jstartup.supervisor.control.FrameDecoder;
import io.jstartup.supervisor.control.FrameException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Map;

/** Frames over one blocking connection. For one thread. */
final class Channel implements AutoCloseable {
  /** A frame with its header parsed. */
  record Message(Map<?, ?> header, byte[] body) {}

  private final SocketChannel socket;
  private final FrameDecoder decoder = new FrameDecoder();
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

  Channel(SocketChannel socket) {
    this.socket = socket;
  }

  void send(Frame frame) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(frame.encode());
    while (bytes.hasRemaining()) {
      socket.write(bytes);
    }
  }

  /** Waits for the next frame. */
  Message receive() throws IOException {
    return parse(receiveFrame());
  }

  /** As {@link #receive}, with the header as it came. */
  Frame receiveFrame() throws IOException {
    try {
      Frame frame;
      while ((frame = decoder.next()) == null) {
        fill();
      }
      return frame;
    } catch (FrameException e) {
      throw wrong(e.getMessage());
    }
  }

  static Message parse(Frame frame) throws IOException {
    try {
      if (Json.parse(frame.header()) instanceof Map<?, ?> header) {
        return new Message(header, frame.body());
      }
    } catch (JsonException e) {
      throw wrong(e.getMessage());
    }
    throw wrong("a header that is no object");
  }

  private void fill() throws IOException {
    buffer.clear();
    if (socket.read(buffer) < 0) {
      throw new EOFException("it closed the connection");
    }
    decoder.add(Arrays.copyOf(buffer.array(), buffer.position()));
  }

  private static IOException wrong(String reason) {
    return new IOException("it sent what is no answer: " + reason);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
