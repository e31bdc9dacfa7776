package io.jstartup.dump.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.dump.Caller;
import io.jstartup.dump.processfile.Attributes;
import io.jstartup.io.CallerIds;
import io.jstartup.model.AppSpec;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.exec.EnvironmentFilter;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import io.jstartup.model.exec.RunAs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process is given besides its program, as a process file asks for it. Users are those of every Debian. */
class ExecutionAttributesTest {
  private static final Map<String, String> SHELL =
      Map.of(
          "PATH", "/usr/bin:/bin", "HOME", "/me", "USER", "me", "LOGNAME", "me", "MY_TOKEN", "t");

  private static void asRoot() throws IOException {
    assumeTrue(CallerIds.uid() == 0, "only root can run an app as another user");
  }

  private static AppSpec resolve(Map<String, ?> more, String... environment) {
    Map<String, Object> raw = new LinkedHashMap<>(Map.of("script", "/bin/sh", "name", "a"));
    raw.putAll(more);
    List<Problem> problems = new ArrayList<>();
    Attributes attributes = Attributes.of("app", raw, problems, problems);
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    Caller caller = new Caller("/", SHELL, new HomeLayout(Path.of("/h")), 4);
    return new AppResolver(caller, List.of(environment).stream().findFirst())
        .resolve(List.of(attributes))
        .get(0);
  }

  private static String problem(Map<String, ?> more) {
    return assertThrows(ProblemsException.class, () -> resolve(more)).getMessage();
  }

  @Test
  void aUserBringsItsGroupsAndSaysWhoItIs() throws IOException {
    asRoot();
    for (Map<String, ?> asked :
        List.of(Map.of("uid", "www-data"), Map.of("user", 33L), Map.of("username", "www-data"))) {
      AppSpec app = resolve(asked);
      RunAs user = app.execution().runAs().orElseThrow();
      assertEquals("33 33 www-data", user.uid() + " " + user.gid() + " " + user.user());
      assertTrue(user.groups().contains(33), user.toString());
      assertEquals("/var/www", app.launch().env().get("HOME"));
      assertEquals("www-data", app.launch().env().get("USER"));
      assertEquals("www-data", app.launch().env().get("LOGNAME"));
    }
  }

  @Test
  void whatTheAppItselfSetsStays() throws IOException {
    asRoot();
    AppSpec app = resolve(Map.of("uid", "www-data", "gid", "adm", "env", Map.of("HOME", "/own")));
    assertEquals("/own", app.launch().env().get("HOME"));
    assertEquals(
        "/var/www/o.log", resolve(Map.of("uid", "www-data", "out_file", "~/o.log")).logs().out());
    assertEquals(4, app.execution().runAs().orElseThrow().gid());
    assertFalse(app.execution().runAs().orElseThrow().groups().contains(33), "its place is taken");
  }

  @Test
  void anIdWithoutAnEntryNeedsAGroup() throws IOException {
    asRoot();
    RunAs user = resolve(Map.of("uid", 54_321L, "gid", 7L)).execution().runAs().orElseThrow();
    assertEquals(new RunAs(54_321, 7, List.of(7), ""), user);
    assertTrue(problem(Map.of("uid", 54_321L)).contains("give 'gid' too"));
  }

  @Test
  void whoIsNotThereIsSaid() {
    assertTrue(problem(Map.of("uid", "no-such-user")).contains("no user 'no-such-user'"));
    assertTrue(problem(Map.of("gid", "no-such-group")).contains("no group 'no-such-group'"));
    assertTrue(problem(Map.of("uid", "-x $(id)")).contains("there is no user"));
  }

  @Test
  void theCallerItselfIsNoOther() throws IOException {
    long own = CallerIds.uid();
    assertEquals(Optional.empty(), resolve(Map.of("uid", own)).execution().runAs());
  }

  @Test
  void umaskNiceAndLimitsAreRead() {
    Execution execution =
        resolve(
                Map.of(
                    "umask",
                    "027",
                    "nice",
                    -5L,
                    "limits",
                    Map.of("nofile", 65_536L, "CORE", "0:unlimited", "LimitNPROC", "10:20")))
            .execution();
    assertEquals(Optional.of(027), execution.umask());
    assertEquals(Optional.of(-5), execution.nice());
    assertEquals(
        Map.of(
            Resource.NOFILE,
            new Limit(65_536, 65_536),
            Resource.CORE,
            new Limit(0, Limit.UNLIMITED),
            Resource.NPROC,
            new Limit(10, 20)),
        execution.limits());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0777", "8", "abc", "", "-1", "1000000000"})
  void anImpossibleUmaskIsRefused(String mask) {
    assertTrue(problem(Map.of("umask", mask)).contains("'umask' must be an octal text"));
  }

  @Test
  void impossibleLimitsAreRefused() {
    assertTrue(
        problem(Map.of("umask", 22L)).contains("octal text"), "a number may be meant either way");
    for (Object limits :
        List.of(Map.of("nofil", 1L), Map.of("nofile", "2:1"), Map.of("nofile", -1L), 5L, "x")) {
      assertTrue(problem(Map.of("limits", limits)).contains("'limits' must be"), limits.toString());
    }
    assertTrue(problem(Map.of("nice", 20L)).contains("'nice' must be"));
  }

  @Test
  void theFilterDropsWhatItsPartsAreIn() {
    assertFalse(resolve(Map.of("filter_env", "TOKEN")).launch().env().containsKey("MY_TOKEN"));
    AppSpec none = resolve(Map.of("filter_env", true, "env", Map.of("A", "1", "MY_TOKEN", "own")));
    assertEquals(Map.of("A", "1", "MY_TOKEN", "own"), none.launch().env());
    assertEquals(SHELL, resolve(Map.of("filter_env", false)).launch().env());
    AppSpec two = resolve(Map.of("filter_env", List.of("TOK", "USER")));
    assertEquals(Set.of("PATH", "HOME", "LOGNAME"), two.launch().env().keySet());
    assertEquals(
        new EnvironmentFilter(false, List.of("TOK", "USER")),
        two.execution().environment().filter());
    assertTrue(problem(Map.of("filter_env", List.of(""))).contains("'filter_env' must be"));
  }

  @Test
  void anEnvironmentOfANameIsAddedWhenItIsAskedFor() {
    Map<String, Object> raw =
        Map.of(
            "env",
            Map.of("A", "1", "B", "1"),
            "env_production",
            Map.of("B", "2", "C", "2"),
            "append_env_to_name",
            true);
    AppSpec plain = resolve(raw);
    assertEquals("a", plain.name());
    assertEquals(Set.of("A", "B"), plain.execution().environment().own());
    AppSpec production = resolve(raw, "production");
    assertEquals("a-production", production.name());
    assertEquals(Set.of("A", "B", "C"), production.execution().environment().own());
    assertEquals("2", production.launch().env().get("B"));
    assertEquals(Map.of("B", "2", "C", "2"), production.others().get("env_production"));
  }

  @Test
  void aBadEnvironmentIsNotShown() {
    String message = problem(Map.of("env", List.of("PASSWORD=s3cret")));
    assertTrue(message.contains("'env' must be an object"), message);
    assertFalse(message.contains("s3cret"), message);
  }
}
