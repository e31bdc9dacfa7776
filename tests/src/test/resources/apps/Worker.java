import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A worker as Java users have them: works until the JVM shuts down, and tidies up in a shutdown hook. */
public final class Worker {
  private static final Path RECORD = Path.of(System.getenv("RECORD"));

  public static void main(String[] args) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(Worker::tidyUp));
    record("started");
    while (true) {
      Thread.sleep(1000);
    }
  }

  private static void tidyUp() {
    try {
      record("stopping");
      Thread.sleep(300);
      record("stopped");
    } catch (Exception e) {
      e.printStackTrace();
    }
  }

  private static void record(String line) throws Exception {
    Files.writeString(RECORD, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
