package io.jstartup.cli.command;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code start} about an app's output, by their process-file names. */
final class LogOptions {
  private final Map<String, Object> attributes;

  /** @param attributes an app's, into which what is given is put */
  LogOptions(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The log of its stdout; NULL: none.")
  void output(String file) {
    attributes.put("out_file", file);
  }

  @Option(
      names = {"-e", "--error"},
      paramLabel = "FILE",
      description = "The log of its stderr; NULL: none.")
  void error(String file) {
    attributes.put("error_file", file);
  }

  @Option(
      names = {"-l", "--log"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "FILE",
      description = "One more log for both, FILE or NAME.log.")
  void combined(String file) {
    attributes.put("log_file", file);
  }

  @Option(names = "--merge-logs", description = "All its instances write to the same files.")
  void merge(boolean set) {
    attributes.put("merge_logs", set);
  }

  @Option(names = "--disable-logs", description = "Throw its output away.")
  void disable(boolean set) {
    attributes.put("disable_logs", set);
  }

  @Option(
      names = "--log-type",
      paramLabel = "TYPE",
      description = "What a line of its logs is: 'raw', as the app wrote it, or 'json'.")
  void type(String type) {
    attributes.put("log_type", type);
  }

  @Option(
      names = "--log-date-format",
      paramLabel = "FORMAT",
      description = "Begin each line with the date, such as 'YYYY-MM-DD HH:mm:ss.SSS'.")
  void dateFormat(String format) {
    attributes.put("log_date_format", format);
  }

  @Option(names = "--time", description = "Begin each line with the date and the time.")
  void time(boolean set) {
    attributes.put("time", set);
  }

  @Option(
      names = "--log-max-size",
      paramLabel = "SIZE",
      description = "Rotate a log that is larger; bytes, or 500K, 10M, 1G; 0: never; 10M.")
  void maxSize(String size) {
    attributes.put("log_max_size", size);
  }

  @Option(
      names = "--log-retain",
      paramLabel = "N",
      description = "Keep so many rotated files of each, or 'all'; 10.")
  void retain(String count) {
    attributes.put("log_retain", count);
  }

  @Option(names = "--log-compress", description = "Compress rotated files.")
  void compress(boolean set) {
    attributes.put("log_compress", set);
  }

  @Option(names = "--log-rotate", description = "Rotate its logs, wherever they are.")
  void rotate(boolean set) {
    attributes.put("log_rotate", set);
  }

  @Option(names = "--no-log-rotate", description = "Leave its logs alone.")
  void noRotate(boolean set) {
    attributes.put("log_rotate", !set);
  }

  /** In {@code start --log app.js} the script was taken for a log; that is put right, the log gets its usual name. */
  Optional<String> scriptTakenForLog() {
    if (!(attributes.get("log_file") instanceof String path) || path.equals("true")) {
      return Optional.empty();
    }
    attributes.put("log_file", "true");
    return Optional.of(path);
  }
}
