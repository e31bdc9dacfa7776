package io.jstartup.cli.demo.sample;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Java HTTP server as people have them, with a shutdown hook. It takes any free port and writes it to {@code http.port} in the
 * folder that its first argument names; when it has closed gracefully it writes {@code http.closed}. In a jar of its own.
 */
public final class HttpSample {
  private HttpSample() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] answer = ("pid " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server, folder)));
    Files.writeString(folder.resolve("http.port"), "" + server.getAddress().getPort());
  }

  private static void close(HttpServer server, Path folder) {
    server.stop(0);
    try {
      Files.writeString(folder.resolve("http.closed"), "closed gracefully\n");
    } catch (IOException e) {
      System.err.println(e);
    }
  }
}
