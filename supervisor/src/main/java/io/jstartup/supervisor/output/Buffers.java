package io.jstartup.supervisor.output;

import io.jstartup.supervisor.output.format.Bytes;

/** The memory that all spools share, one after the other. */
final class Buffers {
  /** Bytes that are read at a time: a line of more is written in pieces. */
  static final int CHUNK = 256 * 1024;

  /** Formatted bytes after which no further line is begun. */
  static final int ENOUGH = 256 * 1024;

  /** Bytes read so far. */
  long moved;

  final byte[] in = new byte[CHUNK];
  final Bytes out = new Bytes(ENOUGH + CHUNK);
}
