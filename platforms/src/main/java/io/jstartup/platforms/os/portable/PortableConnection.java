package io.jstartup.platforms.os.portable;

import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.ConnectionHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** One client. What the socket takes at once is written at once; the rest waits until it takes more. */
final class PortableConnection implements Connection, PortablePoller.Ready {
  private static final long LONGEST_QUEUE = 64L * 1024 * 1024;
  private static final int TRANSFER = 64 * 1024;

  private final PortablePoller poller;
  private final PortableListener listener;
  private final ConnectionHandler handler;
  private final SocketChannel channel;
  private final int peerUid;
  private final Deque<ByteBuffer> queue = new ArrayDeque<>();
  private SelectionKey key;
  private long queued;
  private boolean closing;
  private boolean closed;

  PortableConnection(
      PortablePoller poller,
      PortableListener listener,
      ConnectionHandler handler,
      SocketChannel channel,
      int peerUid) {
    this.poller = poller;
    this.listener = listener;
    this.handler = handler;
    this.channel = channel;
    this.peerUid = peerUid;
  }

  void register(Selector selector) throws ClosedChannelException {
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  @Override
  public int peerUid() {
    return peerUid;
  }

  @Override
  public int peerPid() {
    return 0;
  }

  @Override
  public void ready(SelectionKey selected) {
    try {
      if (selected.isWritable()) {
        flush();
      }
      if (!closed && selected.isReadable()) {
        receive();
      }
    } catch (IOException | CancelledKeyException gone) {
      close();
    }
  }

  private void receive() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(TRANSFER);
    int length = channel.read(buffer);
    if (length < 0) {
      close();
    } else if (length > 0 && !closing) {
      byte[] bytes = new byte[length];
      buffer.flip().get(bytes);
      handler.received(this, bytes);
    }
  }

  @Override
  public void send(byte[] bytes) {
    if (closed || closing || bytes.length == 0) {
      return;
    }
    queue.add(ByteBuffer.wrap(bytes));
    queued += bytes.length;
    try {
      flush();
    } catch (IOException gone) {
      close();
    }
    if (queued > LONGEST_QUEUE) {
      close();
    }
  }

  @Override
  public long queued() {
    return queued;
  }

  private void flush() throws IOException {
    while (!queue.isEmpty()) {
      ByteBuffer first = queue.peek();
      queued -= channel.write(first);
      if (first.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
      queue.remove();
    }
    if (closing) {
      close();
    } else {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  @Override
  public void closeAfterSending() {
    if (closed) {
      return;
    }
    closing = true;
    if (queue.isEmpty()) {
      close();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    queue.clear();
    queued = 0;
    listener.forget(this);
    try {
      channel.close();
    } catch (IOException e) {
      // it is gone all the same
    }
    poller.later(() -> handler.closed(this));
  }
}
