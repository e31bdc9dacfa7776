package io.jstartup.platforms.os;

/** How a process ended. */
public sealed interface Exit {
  /** It called exit: {@code code} is 0 to 255. */
  record Code(int code) implements Exit {}

  /** A signal ended it; {@code core} when it left a core dump. */
  record Killed(int signal, boolean core) implements Exit {}

  /** It is gone and the kernel does not tell how: it was no child of ours. Counts as a failure. */
  record Unknown() implements Exit {}
}
