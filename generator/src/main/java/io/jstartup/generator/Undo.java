package io.jstartup.generator;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The way back of a transaction: for each step what reverts it, run in reverse order. */
final class Undo {
  private record Step(String what, Runnable reversal) {}

  private final Deque<Step> steps = new ArrayDeque<>();

  /** Call this before the step itself, as a step may fail half done; the reversal must be good for a step that never happened. */
  void push(String what, Runnable reversal) {
    steps.push(new Step(what, reversal));
  }

  /** Reverts everything, and says what failed first, then what could not be reverted. */
  ProblemsException after(ProblemsException failure) {
    List<Problem> problems = new ArrayList<>(failure.problems());
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      try {
        step.reversal().run();
      } catch (RuntimeException e) {
        problems.add(
            new Problem(
                "cannot undo: " + step.what(), String.valueOf(e.getMessage()), "undo it by hand"));
      }
    }
    ProblemsException all = new ProblemsException(problems);
    all.initCause(failure);
    return all;
  }
}
