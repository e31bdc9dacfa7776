package io.jstartup.platforms.detect;

import io.jstartup.model.Problem;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.detect.Evidence.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the init system that runs on a machine: collects every piece of evidence and takes the strongest. What merely lies on the
 * disk decides nothing, as one machine may carry the tools of several.
 */
public final class Detector {
  private final List<InitSystem> candidates;

  /** @param candidates the init systems to look for */
  public Detector(List<InitSystem> candidates) {
    this.candidates = List.copyOf(candidates);
  }

  public Detection detect(MachineFacts facts) {
    List<Evidence> surroundings = Surroundings.of(facts);
    List<Evidence> all = new ArrayList<>(surroundings);
    candidates.forEach(init -> all.addAll(init.evidence(facts)));
    all.sort(Comparator.comparing(Evidence::weight).reversed());
    if (speakFor(Surroundings.CHROOT, surroundings)) {
      return nothing(all, changedRoot());
    }
    for (Weight weight : List.of(Weight.RUNNING, Weight.LIKELY)) {
      List<InitSystem> found = withEvidence(weight, all);
      if (found.size() == 1) {
        return new Detection(Optional.of(found.get(0)), all, Optional.empty());
      }
      if (found.size() > 1) {
        return nothing(all, tie(found));
      }
    }
    return nothing(all, noneRuns(facts, surroundings, withEvidence(Weight.INSTALLED, all)));
  }

  private List<InitSystem> withEvidence(Weight weight, List<Evidence> all) {
    return candidates.stream()
        .filter(
            init ->
                all.stream().anyMatch(e -> e.weight() == weight && e.subject().equals(init.id())))
        .toList();
  }

  private static Detection nothing(List<Evidence> all, Problem problem) {
    return new Detection(Optional.empty(), all, Optional.of(problem));
  }

  private static boolean speakFor(String subject, List<Evidence> evidence) {
    return evidence.stream().anyMatch(e -> e.subject().equals(subject));
  }

  private static Problem tie(List<InitSystem> found) {
    String names = found.stream().map(InitSystem::id).collect(Collectors.joining(", "));
    return new Problem(
        "cannot tell which init system runs here",
        "there is as much evidence for each of " + names,
        "name one: 'jstartup startup " + found.get(0).id() + "'; --explain shows what was seen");
  }

  private static Problem changedRoot() {
    return new Problem(
        "no init system runs in this root folder",
        "it is not the one that the machine was booted from (a chroot or an image build)",
        "run 'jstartup startup' on the booted machine");
  }

  private static Problem noneRuns(
      MachineFacts facts, List<Evidence> surroundings, List<InitSystem> installed) {
    String init = facts.initName();
    String why = "PID 1 is " + (init.isEmpty() ? "unknown" : "'" + init + "'");
    if (speakFor(Surroundings.WSL, surroundings)) {
      return new Problem(
          "no init system runs here",
          why + " and this is Windows' subsystem for Linux",
          "put 'systemd=true' under '[boot]' in /etc/wsl.conf, restart WSL and try again");
    }
    if (speakFor(Surroundings.CONTAINER, surroundings)) {
      return new Problem(
          "no init system runs here",
          why + " and this is a container",
          "nothing boots in a container: let its entry point be 'jstartup runtime'; where an init"
              + " system is to run in it, name that: 'jstartup startup PLATFORM', or with 'native' --init PLATFORM");
    }
    String tools = installed.stream().map(InitSystem::id).collect(Collectors.joining(", "));
    return new Problem(
        "cannot tell which init system runs here",
        why + (tools.isEmpty() ? "" : "; merely installed: " + tools),
        "name it: 'jstartup startup PLATFORM' (with 'native': --init PLATFORM), or 'jstartup startup cron' when it is none of those"
            + " that jstartup knows; --explain shows what was seen");
  }
}
