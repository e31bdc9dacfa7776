package io.jstartup.model.exec;

import java.util.Locale;
import java.util.Optional;

/** The resources of getrlimit(2), by prlimit(1)'s names. */
public enum Resource {
  AS("Max address space"),
  CORE("Max core file size"),
  CPU("Max cpu time"),
  DATA("Max data size"),
  FSIZE("Max file size"),
  LOCKS("Max file locks"),
  MEMLOCK("Max locked memory"),
  MSGQUEUE("Max msgqueue size"),
  NICE("Max nice priority"),
  NOFILE("Max open files"),
  NPROC("Max processes"),
  RSS("Max resident set"),
  RTPRIO("Max realtime priority"),
  RTTIME("Max realtime timeout"),
  SIGPENDING("Max pending signals"),
  STACK("Max stack size");

  private final String title;

  Resource(String title) {
    this.title = title;
  }

  /** {@code nofile}, as users write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How {@code /proc/PID/limits} calls it, proc(5). */
  public String title() {
    return title;
  }

  /** By its word in any case, also with {@code RLIMIT_} or {@code Limit} before it, as C and systemd write it. */
  public static Optional<Resource> named(String word) {
    String plain = word.toUpperCase(Locale.ROOT).replaceFirst("^(RLIMIT_|LIMIT)", "");
    for (Resource resource : values()) {
      if (resource.name().equals(plain)) {
        return Optional.of(resource);
      }
    }
    return Optional.empty();
  }
}
