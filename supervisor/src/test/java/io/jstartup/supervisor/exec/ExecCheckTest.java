package io.jstartup.supervisor.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.Problem;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.WatchPolicy;
import io.jstartup.model.exec.EnvironmentRule;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import io.jstartup.model.exec.RunAs;
import io.jstartup.model.ready.ReadyPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecCheckTest {
  private static final RunAs WWW = new RunAs(33, 33, List.of(33), "www-data");
  private static final OwnAbilities ROOT = new OwnAbilities(-1, 0, Map.of());
  private static final OwnAbilities USER = new OwnAbilities(0, 0, Map.of(Resource.NOFILE, 1000L));

  @TempDir Path folder;

  private static AppSpec app(Optional<RunAs> user, Integer nice, Map<Resource, Limit> limits) {
    Execution execution =
        new Execution(
            user, Optional.empty(), Optional.ofNullable(nice), limits, EnvironmentRule.ALL);
    return new AppSpec(
        "web",
        AppSpec.DEFAULT_NAMESPACE,
        new Launch("/bin/true", List.of(), Launch.NO_INTERPRETER, List.of(), "/", Map.of()),
        1,
        AppSpec.DEFAULT_INSTANCE_VAR,
        "",
        false,
        true,
        StopPolicy.DEFAULT,
        RestartPolicy.DEFAULT,
        new LogFiles("/dev/null", "/dev/null", true),
        "",
        AppSpec.DEFAULT_LISTEN_TIMEOUT,
        ReadyPolicy.AT_ONCE,
        execution,
        WatchPolicy.OFF,
        Map.of());
  }

  private static List<String> problems(AppSpec app, Tools tools, OwnAbilities own) {
    return new ExecCheck(tools).problems(app, own).stream().map(Problem::message).toList();
  }

  @Test
  void onlyRootsSupervisorCanBecomeAnotherUser() {
    AppSpec app = app(Optional.of(WWW), null, Map.of());
    assertEquals(List.of(), problems(app, Tools.ofSystem(), ROOT));
    List<String> problems = problems(app, Tools.ofSystem(), USER);
    assertTrue(
        problems.get(0).startsWith("cannot start app 'web': it is to run as user 'www-data'"),
        problems.toString());
  }

  @Test
  void elsewhereThanOnLinuxWhatTakesItsToolsIsRefusedAndNothingElse() {
    ExecCheck check = new ExecCheck(Tools.ofSystem());
    for (AppSpec app :
        List.of(
            app(Optional.of(WWW), null, Map.of()),
            app(Optional.empty(), 1, Map.of()),
            app(Optional.empty(), null, Map.of(Resource.CORE, new Limit(0, 0))))) {
      List<Problem> problems = check.problems(app, "FreeBSD");
      assertEquals(1, problems.size());
      assertTrue(problems.get(0).why().contains("on Linux only"), problems.toString());
    }
    assertEquals(List.of(), check.problems(app(Optional.empty(), null, Map.of()), "FreeBSD"));
  }

  @Test
  void aMissingToolIsNamedWithItsPackage() {
    AppSpec app = app(Optional.of(WWW), 1, Map.of(Resource.CORE, new Limit(0, 0)));
    List<String> problems = problems(app, new Tools(List.of(folder)), ROOT);
    for (String tool : List.of("setpriv(1)", "nice(1)", "prlimit(1)", "env(1)")) {
      assertTrue(problems.stream().anyMatch(it -> it.contains(tool)), tool + problems);
    }
  }

  @Test
  void noLimitGoesAboveTheSupervisorsOwn() {
    AppSpec fits = app(Optional.empty(), null, Map.of(Resource.NOFILE, new Limit(10, 1000)));
    assertEquals(List.of(), problems(fits, Tools.ofSystem(), USER));
    AppSpec more = app(Optional.empty(), null, Map.of(Resource.NOFILE, new Limit(10, 1001)));
    assertEquals(1, problems(more, Tools.ofSystem(), USER).size());
    assertEquals(List.of(), problems(more, Tools.ofSystem(), ROOT));
  }

  @Test
  void onlyRootMakesAnAppMoreUrgent() {
    assertEquals(1, problems(app(Optional.empty(), -1, Map.of()), Tools.ofSystem(), USER).size());
    assertEquals(0, problems(app(Optional.empty(), 0, Map.of()), Tools.ofSystem(), USER).size());
    assertEquals(0, problems(app(Optional.empty(), -20, Map.of()), Tools.ofSystem(), ROOT).size());
  }
}
