package io.jstartup.supervisor;

import io.jstartup.dump.DumpStore;
import io.jstartup.dump.LoadResult;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.platforms.os.BootIdentity;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.boot.BootProgress;
import io.jstartup.supervisor.cluster.Inherited;
import io.jstartup.supervisor.cluster.Primary;
import io.jstartup.supervisor.handover.Inheritance;
import io.jstartup.supervisor.live.Adoption;
import io.jstartup.supervisor.live.LiveJournal;
import io.jstartup.supervisor.live.LiveState;
import io.jstartup.supervisor.ops.Resurrection;
import io.jstartup.supervisor.process.EventLog;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.store.DescriptorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The list that a supervisor begins with: what a predecessor of this boot left in the live state, which is adopted and never started a
 * second time; else, when the boot hook started it, the saved list; else nothing but the services, or the one app it is there for. The
 * live state of another boot is not looked at. On the loop's thread, before the first turn, which is what starts anything.
 */
final class Recovery {
  private final DaemonOptions options;
  private final HomeLayout home;
  private final OperatingSystem os;
  private final BootIdentity boot;
  private final Supervision supervision;
  private final DescriptorStore store;
  private final LiveJournal journal;
  private final DumpStore dump;
  private final BootProgress progress;
  private final EventLog log;
  private Optional<ProcessIdentity> predecessor = Optional.empty();

  Recovery(
      DaemonOptions options,
      OperatingSystem os,
      BootIdentity boot,
      Supervision supervision,
      DescriptorStore store,
      LiveJournal journal,
      DumpStore dump,
      BootProgress progress) {
    this.options = options;
    this.home = options.home();
    this.os = os;
    this.boot = boot;
    this.supervision = supervision;
    this.store = store;
    this.journal = journal;
    this.dump = dump;
    this.progress = progress;
    this.log = supervision.log();
  }

  /**
   * Takes up what a predecessor of this boot left behind, else what is saved when this is a boot, and opens the journal.
   *
   * @return the instances that the boot waits for
   * @throws IOException when the live state can't be read
   */
  List<Instance> takeUp(Primary primary, Optional<Inheritance> inherited) throws IOException {
    Optional<LiveState> live = LiveState.load(home.liveState());
    boolean mine = live.isPresent() && live.get().boot().equals(boot);
    if (live.isPresent() && !mine) {
      log.line("the live state is of another boot, nothing is adopted");
      dropOld();
    }
    if (mine) {
      adopt(live.get(), primary, inherited);
    }
    supervision.instances().all().forEach(it -> supervision.sockets().restore(it.app()));
    store.closeRest();
    if (options.boot() && (!mine || live.get().ending())) {
      resurrect();
    } else if (!mine) {
      dump.services().forEach(supervision::add); // they run, whoever lists them
    }
    if (options.only().isPresent() && !mine) {
      new Resurrection(supervision, os, home, boot).run(List.of(options.only().get()));
    }
    supervision.outputs().takeUp(uniqueIds());
    // Not before the list is whole: to a successor, a live state of this boot is all there is.
    journal.open();
    return new ArrayList<>(supervision.instances().all());
  }

  /** On a full disk its room is what that of this boot needs. */
  private void dropOld() {
    try {
      Files.deleteIfExists(home.liveState());
    } catch (IOException e) {
      return; // it is replaced, too
    }
  }

  private void adopt(LiveState live, Primary primary, Optional<Inheritance> inherited) {
    predecessor = live.standby().filter(it -> it.pid() != os.pid());
    journal.leftBy(predecessor);
    int running = new Adoption(supervision, os, home.home().toString()).adopt(live);
    primary.regain(
        live.shared(), inherited.<Inherited>map(it -> it::shared).orElse(Inherited.NONE));
    log.line("took over from a predecessor, " + running + " apps running");
  }

  private void resurrect() {
    LoadResult saved = dump.load();
    for (Problem warning : saved.warnings()) {
      log.line("warning: " + warning.message());
      progress.warn("warning: " + warning.message());
    }
    List<Instance> back = new Resurrection(supervision, os, home, boot).run(saved.instances());
    log.line("resurrecting " + back.size() + " saved apps");
  }

  private Set<String> uniqueIds() {
    return supervision.instances().all().stream()
        .map(Instance::uniqueId)
        .collect(Collectors.toSet());
  }

  /** The predecessor that has given way, while it stands by and may come back. */
  Optional<ProcessIdentity> standby() {
    return predecessor.filter(it -> predecessor.equals(os.identify(it.pid())));
  }
}
