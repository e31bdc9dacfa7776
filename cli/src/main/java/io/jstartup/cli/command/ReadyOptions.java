package io.jstartup.cli.command;

import java.util.Map;
import picocli.CommandLine.Option;

/** The options of {@code start} about when an app counts as ready and what is said to it, by their process-file names. */
final class ReadyOptions {
  private final Map<String, Object> attributes;

  /**
   * Puts what is given into this map.
   *
   * @param attributes an app's attributes
   */
  ReadyOptions(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  @Option(
      names = "--wait-ready",
      description = "Wait for its process.send('ready'), or sd_notify's READY=1.")
  void waitReady(boolean set) {
    attributes.put("wait_ready", set);
  }

  @Option(
      names = "--listen-timeout",
      paramLabel = "MS",
      description = "How long to wait for it to be ready, at most; 3000.")
  void listenTimeout(String ms) {
    attributes.put("listen_timeout", ms);
  }

  @Option(
      names = "--shutdown-with-message",
      description = "Stop it by the message 'shutdown' over Node's channel, not by a signal.")
  void shutdownWithMessage(boolean set) {
    attributes.put("shutdown_with_message", set);
  }

  @Option(names = "--notify", description = "Give it a socket for sd_notify.")
  void notifySocket(boolean set) {
    attributes.put("notify", set);
  }

  @Option(
      names = "--watchdog",
      paramLabel = "MS",
      description = "Restart it when it sends no WATCHDOG=1 for so long.")
  void watchdog(String ms) {
    attributes.put("watchdog", ms);
  }
}
