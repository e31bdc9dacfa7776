package io.jstartup.supervisor.ops;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.Status;
import io.jstartup.platforms.os.BootIdentity;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.live.EndMark;
import io.jstartup.supervisor.process.Beside;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Predecessor;
import io.jstartup.supervisor.process.Roster;
import io.jstartup.supervisor.process.StopEnd;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.restart.DatedHistory;
import io.jstartup.supervisor.state.Desired;
import io.jstartup.supervisor.state.Event;
import io.jstartup.supervisor.state.Lifecycle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the saved list back: lists what isn't listed and starts what is to run. An instance that runs already, because a live state was
 * lost, is recognised by its unique id and taken over, never started a second time.
 */
public final class Resurrection {
  private final Supervision supervision;
  private final OperatingSystem os;
  private final Roster roster;
  private final long earliest;
  private final Pool pool = new Pool();
  private final Map<String, Instance> byUniqueId = new HashMap<>();
  private final Map<Numbered, Instance> byNumber = new HashMap<>();

  private record Numbered(String name, int number) {}

  /** @param boot the present one */
  public Resurrection(
      Supervision supervision, OperatingSystem os, HomeLayout home, BootIdentity boot) {
    this.supervision = supervision;
    this.os = os;
    this.roster = new Roster(os, home.home().toString());
    this.earliest = EndMark.startsAfter(home, boot);
  }

  /** The instances that it listed or started. */
  public List<Instance> run(List<SavedInstance> list) {
    supervision.instances().all().forEach(this::note);
    List<Instance> touched = new ArrayList<>();
    for (SavedInstance saved : list) {
      Instance listed = listed(saved);
      if (listed == null) {
        Instance back = bringBack(saved);
        note(back);
        touched.add(back);
      } else if (listed.state().desired() == Desired.FORGET) {
        // its delete is under way, and ends as what the list says instead
        supervision.happen(listed, saved.run() ? Event.START : Event.STOP);
        touched.add(listed);
      }
    }
    return touched;
  }

  private void note(Instance instance) {
    byUniqueId.put(instance.uniqueId(), instance);
    byNumber.put(new Numbered(instance.name(), instance.number()), instance);
  }

  private Instance listed(SavedInstance saved) {
    Instance same = byUniqueId.get(saved.uniqueId());
    return same != null ? same : byNumber.get(new Numbered(saved.app().name(), saved.number()));
  }

  private Instance bringBack(SavedInstance saved) {
    SavedInstance shared = saved.withApp(pool.shared(saved.app()));
    Optional<ManagedProcess> running =
        saved.run() && !saved.isService() ? running(saved) : Optional.empty();
    if (running.isPresent()) {
      return takeOver(shared, running.get());
    }
    Instance instance = supervision.add(shared);
    if (saved.run()) {
      supervision.happen(instance, Event.START);
    }
    return instance;
  }

  private Instance takeOver(SavedInstance saved, ManagedProcess process) {
    long now = System.currentTimeMillis();
    Instance instance =
        supervision
            .takeover()
            .restore(
                supervision.instances().nextId(),
                saved,
                new Lifecycle(Status.LAUNCHING, Desired.RUN),
                new Predecessor(
                    process.identity().pid(), now, now, 0, DatedHistory.NONE, "", StopEnd.NONE),
                Beside.NOBODY);
    supervision.takeover().attach(instance, process, now);
    supervision.log().line(instance, "runs already, adopted, pid " + instance.pid());
    supervision.happen(instance, Event.READY);
    return instance;
  }

  /** What carries the id of an app that was stopped, here or with the last supervisor, is what that stop spared. */
  private Optional<ManagedProcess> running(SavedInstance saved) {
    if (supervision.instances().removed(saved.uniqueId())) {
      return Optional.empty();
    }
    try {
      ProcessIdentity leader = roster.leader(saved.uniqueId(), earliest);
      return leader == null ? Optional.empty() : os.adopt(leader);
    } catch (OsException e) {
      supervision.log().line("cannot adopt app '" + saved.app().name() + "': " + e.getMessage());
      return Optional.empty();
    }
  }
}
