package io.jstartup.supervisor.ready;

import io.jstartup.model.ready.Probe;
import io.jstartup.supervisor.call.Answer;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.loop.Timer;
import java.time.Duration;
import java.util.function.Consumer;

/** Puts one question again and again, and tells each answer with how many of its kind came in a row. On the loop's thread. */
final class Probing {
  /** Hears of each answer. */
  interface Listener {
    /** @param row how many such answers in a row, this one included */
    void answered(Answer answer, int row);
  }

  private final EventLoop loop;
  private final Probe probe;
  private final Question question;
  private final Listener listener;
  private final Consumer<Answer> answered = this::answered;
  private Timer timer;
  private boolean good;
  private int row;
  private boolean ended;

  Probing(EventLoop loop, Probe probe, Question question, Listener listener) {
    this.loop = loop;
    this.probe = probe;
    this.question = question;
    this.listener = listener;
  }

  Probe probe() {
    return probe;
  }

  void begin(Duration delay) {
    timer = loop.after(delay, this::ask);
  }

  private void ask() {
    timer = null;
    question.ask(answered);
  }

  private void answered(Answer answer) {
    if (ended) {
      return;
    }
    row = answer.good() == good ? row + 1 : 1;
    good = answer.good();
    listener.answered(answer, row);
    if (!ended) {
      begin(probe.interval());
    }
  }

  void end() {
    ended = true;
    question.end();
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
