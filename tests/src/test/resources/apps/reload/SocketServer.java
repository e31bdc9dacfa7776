import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Answers each request with its pid and version, on the socket that is its standard input; at its end it answers what it has accepted. */
public final class SocketServer implements Runnable {
  private static ServerSocketChannel listener;
  private static Thread acceptor;
  private static int atWork;

  private final SocketChannel connection;

  private SocketServer(SocketChannel connection) {
    this.connection = connection;
  }

  public static void main(String[] arguments) throws Exception {
    listener = (ServerSocketChannel) System.inheritedChannel();
    acceptor = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(SocketServer::finish));
    try {
      while (true) {
        SocketServer server = new SocketServer(listener.accept());
        count(1);
        new Thread(server).start();
      }
    } catch (IOException e) {
      return; // it was closed
    }
  }

  private static void finish() {
    try {
      listener.close();
      acceptor.join();
      synchronized (SocketServer.class) {
        while (atWork > 0) {
          SocketServer.class.wait();
        }
      }
    } catch (IOException | InterruptedException e) {
      e.printStackTrace();
    }
  }

  private static synchronized void count(int more) {
    atWork += more;
    SocketServer.class.notifyAll();
  }

  @Override
  public void run() {
    try (connection) {
      ByteBuffer request = ByteBuffer.allocate(4096);
      while (!new String(request.array(), 0, request.position(), US_ASCII).contains("\r\n\r\n")) {
        if (connection.read(request) < 0) {
          throw new IOException("half a request");
        }
      }
      String body = ProcessHandle.current().pid() + " " + System.getenv("VERSION") + "\n";
      String head = "HTTP/1.0 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
      ByteBuffer reply = ByteBuffer.wrap((head + body).getBytes(US_ASCII));
      while (reply.hasRemaining()) {
        connection.write(reply);
      }
    } catch (IOException e) {
      e.printStackTrace();
    } finally {
      count(-1);
    }
  }
}
