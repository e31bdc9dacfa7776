package io.jstartup.supervisor.ready;

/**
 * What came of a probe's question.
 *
 * @param why it is not good; empty when it is
 */
record Answer(boolean good, String why) {
  static final Answer GOOD = new Answer(true, "");

  static Answer bad(String why) {
    return new Answer(false, why);
  }
}
