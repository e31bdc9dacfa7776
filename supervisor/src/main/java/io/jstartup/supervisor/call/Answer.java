package io.jstartup.supervisor.call;

/**
 * What came of a question.
 *
 * @param why it is not good; empty when it is
 */
public record Answer(boolean good, String why) {
  public static final Answer GOOD = new Answer(true, "");

  public static Answer bad(String why) {
    return new Answer(false, why);
  }

  /** Of a question that could not be put. */
  public static Answer bad(Throwable failure) {
    String text = failure.getMessage();
    return bad(text == null ? failure.getClass().getSimpleName() : text);
  }
}
