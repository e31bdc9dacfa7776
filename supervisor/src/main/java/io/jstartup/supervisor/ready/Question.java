package io.jstartup.supervisor.ready;

import io.jstartup.supervisor.call.Answer;
import java.util.function.Consumer;

/** One probe's question to one run. On the loop's thread. */
interface Question {
  /** Asks once; the answer comes later, on the loop's thread, within about the probe's timeout. Not asked again before it came. */
  void ask(Consumer<Answer> told);

  /** Gives up the question that is open; its answer is of no use any more. */
  default void end() {}
}
