package io.jstartup.supervisor.ready;

import io.jstartup.supervisor.call.Answer;
import io.jstartup.supervisor.call.Call;
import io.jstartup.supervisor.call.Calls;
import io.jstartup.supervisor.call.Inquiry;
import io.jstartup.supervisor.process.Supervision;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** One that is put over the network. */
final class CallQuestion implements Question {
  /** What its text says, with the variables in it filled. */
  interface Text {
    Inquiry read() throws IOException;
  }

  private final Supervision supervision;
  private final Calls calls;
  private final Text text;
  private final Duration timeout;
  private Call call;

  CallQuestion(Supervision supervision, Calls calls, Text text, Duration timeout) {
    this.supervision = supervision;
    this.calls = calls;
    this.text = text;
    this.timeout = timeout;
  }

  @Override
  public void ask(Consumer<Answer> told) {
    Consumer<Answer> onLoop = answer -> supervision.loop().post(() -> told.accept(answer));
    try {
      call = calls.begin(text.read(), timeout, onLoop);
    } catch (IOException | IllegalArgumentException e) {
      onLoop.accept(Answer.bad(e));
    }
  }

  @Override
  public void end() {
    if (call != null) {
      call.giveUp();
    }
  }
}
