package io.jstartup.dump.json;

/** The text is no JSON that this program accepts; tells where and why, in words that fit behind a colon. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  public JsonException(String reason, int line, int column) {
    super("line " + line + ", column " + column + ": " + reason);
    this.line = line;
    this.column = column;
  }

  /** Counted from 1. */
  public int line() {
    return line;
  }

  /** Counted from 1, in UTF-16 units. */
  public int column() {
    return column;
  }
}
