package io.jstartup.supervisor.call;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** One question on its way. All but {@link #giveUp} on the thread of its {@link Calls}. */
public final class Call {
  private static final int LONGEST_LINE = 8192;

  private final Calls calls;
  private final Inquiry inquiry;
  private final Duration timeout;
  private final Consumer<Answer> told;
  private final long dueNanos;
  private InetAddress address;
  private SocketChannel channel;
  private ByteBuffer request;
  private ByteBuffer line;
  private boolean over;

  Call(Calls calls, Inquiry inquiry, Duration timeout, Consumer<Answer> told) {
    this.calls = calls;
    this.inquiry = inquiry;
    this.timeout = timeout;
    this.told = told;
    this.dueNanos = System.nanoTime() + timeout.toNanos();
  }

  Inquiry inquiry() {
    return inquiry;
  }

  boolean over() {
    return over;
  }

  /** A server that sends byte by byte doesn't get more time by that. */
  long leftNanos(long nowNanos) {
    return dueNanos - nowNanos;
  }

  void foundAt(InetAddress found) {
    address = found;
  }

  /** It has a connection, or is about to. */
  void connect(Selector selector) {
    try {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT, this);
      if (channel.connect(new InetSocketAddress(address, inquiry.port()))) {
        connected(channel.keyFor(selector));
      }
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  boolean connecting() {
    return channel != null;
  }

  void ready(SelectionKey key) {
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        connected(key);
      } else if (key.isWritable()) {
        write(key);
      } else if (key.isReadable()) {
        read();
      }
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  private void connected(SelectionKey key) throws IOException {
    if (inquiry.request().isEmpty()) {
      answered(Answer.GOOD);
      return;
    }
    request = ByteBuffer.wrap(inquiry.request().getBytes(StandardCharsets.US_ASCII));
    line = ByteBuffer.allocate(LONGEST_LINE);
    write(key);
  }

  private void write(SelectionKey key) throws IOException {
    channel.write(request);
    key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  private void read() throws IOException {
    boolean ended = channel.read(line) < 0;
    String text = new String(line.array(), 0, line.position(), StandardCharsets.ISO_8859_1);
    if (ended || text.indexOf('\n') >= 0 || !line.hasRemaining()) {
      answered(inquiry.judged(text.lines().findFirst().orElse("")));
    }
  }

  void late() {
    answered(Answer.bad(inquiry.shown() + ": no answer within " + timeout.toMillis() + " ms"));
  }

  void failed(Throwable failure) {
    String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    answered(Answer.bad(inquiry.place() + ": " + why));
  }

  private void answered(Answer answer) {
    if (!over) {
      end();
      told.accept(answer);
    }
  }

  void end() {
    over = true;
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      return; // it is gone all the same
    }
  }

  /** Its answer is of no use any more. Any thread; who asked may still be told one that was on its way. */
  public void giveUp() {
    calls.giveUp(this);
  }
}
