package io.jstartup.supervisor.process;

import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.supervisor.loop.Timer;
import java.util.HashMap;
import java.util.Map;

/** One stop under way, or given up while its processes are there: who was signalled and is waited for, besides the main process. */
final class StopRun {
  final Instance instance;
  final Map<Integer, ManagedProcess> members = new HashMap<>();
  StopCourse course;

  /** What comes before its signal; null once that is sent, or about to be. */
  Drain drain;

  Timer deadline;
  boolean checking;

  /** It was asked to finish its work and go; the stop signal comes later. */
  boolean leaving;

  /** It is not to be asked for that, or no longer. */
  boolean hurried;

  /** Processes of it are there, or may be, that could not be opened or told. */
  boolean missed;

  /** It was killed since the last reading. */
  boolean unread;

  /** Readings that left a doubt whether all is gone. */
  int doubts;

  StopRun(Instance instance, StopCourse course) {
    this.instance = instance;
    this.course = course;
  }

  /** It was given up and is asked for again: who was waited for still is. */
  void beginAgain() {
    if (deadline != null) {
      deadline.cancel();
    }
    doubts = 0;
  }

  /** Whether nothing is left that we wait for. */
  boolean quiet() {
    return instance.process == null && instance.unreached == null && members.isEmpty();
  }

  /** Whether it is time to read who is there: nothing is waited for, or something can't be. */
  boolean toBeRead() {
    return missed || unread || quiet();
  }

  void end() {
    if (drain != null) {
      drain.giveUp();
      drain = null;
    }
    if (deadline != null) {
      deadline.cancel();
    }
    members.values().forEach(ManagedProcess::close);
    members.clear();
  }
}
