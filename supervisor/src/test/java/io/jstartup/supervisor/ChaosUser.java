package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.StartMode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Does this and that to three apps of its own until the supervisor is gone, and knows what must have become of them. */
final class ChaosUser implements Runnable {
  private static final int APPS = 3;

  private final TestDaemon daemon;
  private final int number;
  private final Random random;

  /** What the last command that was answered left behind. */
  private List<Seen> known = List.of();

  /** The app that a command was about to change when the supervisor was killed; empty: none. */
  private String changing = "";

  private String failure = "";

  /** Of each app that has not been changed since the last save that was answered: whether its instances run. */
  private final Map<String, List<Boolean>> saved = new HashMap<>();

  ChaosUser(TestDaemon daemon, int number, Random random) {
    this.daemon = daemon;
    this.number = number;
    this.random = random;
  }

  private record Seen(int id, String name, int pid, String status) {
    static Seen of(ProcessRow row) {
      return new Seen(row.id(), row.name(), row.pid(), row.status());
    }
  }

  @Override
  public void run() {
    changing = "";
    failure = "";
    try (SupervisorClient client = SupervisorClient.connect(daemon.home.socket()).orElse(null)) {
      while (client != null) {
        change(client, name(random.nextInt(APPS)));
      }
    } catch (ProblemsException e) {
      failure = e.getMessage();
    } catch (IOException e) {
      failure = "lost the supervisor: " + e;
    }
  }

  private String name(int app) {
    return "app" + number + "-" + app;
  }

  private void change(SupervisorClient client, String name) {
    boolean listed = known.stream().anyMatch(seen -> seen.name().equals(name));
    changing = name;
    if (!listed) {
      saved.remove(name);
      client.start(
          List.of(daemon.shell(name, "exec sleep 1000")), StartMode.NEW, SupervisorClient.QUIET);
    } else {
      changeListed(client, List.of(name));
    }
    known = own(client.list());
    changing = "";
  }

  private void changeListed(SupervisorClient client, List<String> name) {
    int what = random.nextInt(9);
    if (what < 7) {
      saved.remove(name.get(0));
    }
    switch (what) {
      case 0, 1 -> client.stop(name, SupervisorClient.QUIET);
      case 2, 3, 4 -> client.restart(name, SupervisorClient.QUIET);
      case 5 -> client.delete(name, SupervisorClient.QUIET);
      case 6 -> client.scale(name.get(0), "" + (1 + random.nextInt(3)), SupervisorClient.QUIET);
      case 7 -> {
        client.save(false);
        remember();
      }
      default -> update(client);
    }
  }

  private void remember() {
    for (int app = 0; app < APPS; app++) {
      String name = name(app);
      saved.put(
          name,
          known.stream()
              .filter(seen -> seen.name().equals(name))
              .map(seen -> seen.status().equals("online"))
              .toList());
    }
  }

  /** What was answered is saved, whoever has saved since. */
  void checkSaved(List<SavedInstance> list, String when) {
    saved.forEach(
        (name, running) ->
            assertEquals(
                running,
                list.stream()
                    .filter(it -> it.app().name().equals(name))
                    .map(SavedInstance::run)
                    .toList(),
                "saved " + name + " " + when));
  }

  /** Seldom, as it takes a hundred times as long as the rest; by one of the users, as a second one is refused meanwhile. */
  private void update(SupervisorClient client) {
    if (number == 0 && random.nextInt(3) == 0) {
      client.update(TestDaemon.program(), "");
    }
  }

  private List<Seen> own(List<ProcessRow> rows) {
    String prefix = "app" + number + "-";
    return rows.stream().filter(row -> row.name().startsWith(prefix)).map(Seen::of).toList();
  }

  /** What was not being changed is as it was; the command that was interrupted said so. */
  void check(List<ProcessRow> list, String when) {
    assertTrue(
        failure.isEmpty() || failure.startsWith("lost the supervisor"), failure + " " + when);
    assertTrue(changing.isEmpty() || !failure.isEmpty(), "a lost command is silent " + when);
    List<Seen> now = own(list);
    assertEquals(others(known), others(now), when + ", while '" + changing + "' was changed");
    known = now;
  }

  private List<Seen> others(List<Seen> seen) {
    return seen.stream().filter(it -> !it.name().equals(changing)).toList();
  }
}
