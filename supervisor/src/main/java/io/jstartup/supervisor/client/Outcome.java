package io.jstartup.supervisor.client;

import io.jstartup.model.Problem;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of an operation on several processes: some may have worked and others not.
 *
 * @param processes those it touched, as they are now; deleted ones as they were
 * @param problems what did not work; empty: all did
 * @param notes what else is to be said
 * @param services those that were left to the caller, see {@link SupervisorClient#leaveServices}
 */
public record Outcome(
    List<ProcessRow> processes,
    List<Problem> problems,
    List<String> notes,
    List<ProcessRow> services) {
  /** With nothing left to the caller. */
  public Outcome(List<ProcessRow> processes, List<Problem> problems, List<String> notes) {
    this(processes, problems, notes, List.of());
  }

  /** With nothing else to say. */
  public Outcome(List<ProcessRow> processes, List<Problem> problems) {
    this(processes, problems, List.of());
  }

  public boolean ok() {
    return problems.isEmpty();
  }

  /** Of two operations, one after the other. */
  public Outcome and(Outcome next) {
    List<ProcessRow> allProcesses = new ArrayList<>(processes);
    allProcesses.addAll(next.processes);
    List<Problem> allProblems = new ArrayList<>(problems);
    allProblems.addAll(next.problems);
    List<String> allNotes = new ArrayList<>(notes);
    allNotes.addAll(next.notes);
    List<ProcessRow> allServices = new ArrayList<>(services);
    allServices.addAll(next.services);
    return new Outcome(allProcesses, allProblems, allNotes, allServices);
  }
}
