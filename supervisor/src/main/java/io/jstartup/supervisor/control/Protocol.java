package io.jstartup.supervisor.control;

/**
 * The control protocol's numbers and words. A frame is the header's length and the body's length, 4 bytes big-endian each, then the
 * header (a JSON object in UTF-8) and the body (any bytes). A request's header is {@code {"v":1,"id":n,"op":...}}; each is answered by
 * any number of events {@code {"v":1,"id":n,"event":...}} and one reply {@code {"v":1,"id":n,"ok":true|false,...}}, whose
 * {@code problems} say what went wrong. Requests of one connection may be answered out of order.
 */
public final class Protocol {
  public static final int VERSION = 1;

  /** Bytes. Longer headers end the connection. */
  public static final int MAX_HEADER = 1 << 20;

  /** Bytes. Longer bodies end the connection. */
  public static final int MAX_BODY = 64 << 20;

  private Protocol() {}
}
