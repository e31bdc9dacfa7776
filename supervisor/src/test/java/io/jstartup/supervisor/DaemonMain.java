package io.jstartup.supervisor;

import io.jstartup.model.HomeLayout;
import io.jstartup.platforms.os.OperatingSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A real daemon in a JVM of its own: {@code HOME [boot]}. */
public final class DaemonMain {
  private DaemonMain() {}

  public static void main(String[] args) {
    List<String> words = List.of(args);
    DaemonOptions options =
        new DaemonOptions(
            new HomeLayout(Path.of(words.get(0))),
            "test",
            words.contains("boot"),
            Optional.ofNullable(System.getenv("NOTIFY_SOCKET")));
    System.exit(Daemon.run(options, OperatingSystems.current(), System.out::println));
  }
}
